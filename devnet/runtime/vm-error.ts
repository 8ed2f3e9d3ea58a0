import type { Json } from '../primitives/json.ts'
import type { VmError } from '../vm/types.ts'
import { hostErrorDebug, rustString } from './rust-debug.ts'

type Compilation = Extract<VmError, { type: 'CompilationError' }>

/** A VM error as nearcore's `FunctionCallError` in an outcome: what happened inside the contract is one text. */
export function vmErrorView(error: VmError, accountId: string): Json {
  switch (error.type) {
    case 'CompilationError':
      return { CompilationError: compilationErrorView(error, accountId) }
    case 'MethodResolveError':
      return { MethodResolveError: error.kind }
    case 'HostError':
    case 'WasmTrap':
    case 'ExecutionError':
      return { ExecutionError: error.message }
  }
}

function compilationErrorView(error: Compilation, accountId: string): Json {
  switch (error.kind) {
    case 'CodeDoesNotExist':
      return { CodeDoesNotExist: { account_id: accountId } }
    case 'PrepareError':
      return { PrepareError: error.prepareError ?? error.message }
    case 'WasmerCompileError':
      return { WasmerCompileError: { msg: error.message } }
  }
}

/** A VM error as a view call's text. Source: the `Debug` form of nearcore's `FunctionCallError`, as RPC nodes answer it. */
export function vmErrorText(error: VmError, accountId: string): string {
  return `wasm execution failed with error: ${debugText(error, accountId)}`
}

function debugText(error: VmError, accountId: string): string {
  switch (error.type) {
    case 'CompilationError':
      return `CompilationError(${compilationErrorText(error, accountId)})`
    case 'MethodResolveError':
      return `MethodResolveError(${error.kind})`
    case 'HostError':
      return `HostError(${hostErrorDebug(error)})`
    case 'WasmTrap':
      return `WasmTrap(${error.kind})`
    case 'ExecutionError':
      return linkErrorText(error.message) ?? `ExecutionError(${rustString(error.message)})`
  }
}

/** What is an execution error in an outcome is still told apart in a view. */
function linkErrorText(message: string): string | undefined {
  const words = 'Link Error: '
  if (!message.startsWith(words)) return undefined
  return `LinkError { msg: ${rustString(message.slice(words.length))} }`
}

function compilationErrorText(error: Compilation, accountId: string): string {
  switch (error.kind) {
    case 'CodeDoesNotExist':
      return `CodeDoesNotExist { account_id: "${accountId}" }`
    case 'PrepareError':
      return `PrepareError(${error.prepareError ?? error.message})`
    case 'WasmerCompileError':
      return `WasmerCompileError { msg: ${rustString(error.message)} }`
  }
}
