import type { Json } from '../primitives/json.ts'
import type { VmError } from '../vm/types.ts'

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
      return `HostError(${hostErrorText(error.kind, error.message)})`
    case 'WasmTrap':
      return `WasmTrap(${error.kind})`
    case 'ExecutionError':
      return `ExecutionError(${JSON.stringify(error.message)})`
  }
}

function compilationErrorText(error: Compilation, accountId: string): string {
  switch (error.kind) {
    case 'CodeDoesNotExist':
      return `CodeDoesNotExist { account_id: "${accountId}" }`
    case 'PrepareError':
      return `PrepareError(${error.prepareError ?? error.message})`
    case 'WasmerCompileError':
      return `WasmerCompileError { msg: ${JSON.stringify(error.message)} }`
  }
}

/** Puts the fields of the two host errors that clients read back into them; of the others the name is shown. */
function hostErrorText(kind: string, message: string): string {
  if (kind === 'GuestPanic') {
    const text = message.replace(/^Smart contract panicked: /, '')
    return `GuestPanic { panic_msg: ${JSON.stringify(text)} }`
  }
  const prohibited = /^(\w+) is not allowed in view calls$/.exec(message)
  if (kind === 'ProhibitedInView' && prohibited) {
    return `ProhibitedInView { method_name: "${prohibited[1]}" }`
  }
  return kind
}
