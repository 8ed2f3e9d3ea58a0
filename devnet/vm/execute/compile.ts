import type { ProtocolParameters } from '../../parameters/index.ts'
import { VmFault } from '../errors.ts'
import type { HostFunctions } from '../host/host-function.ts'
import { hostFunctionsOf } from '../host/host-functions-of.ts'
import type { Form } from '../prepare/exact-form.ts'
import { instrumentModule } from '../prepare/instrument-module.ts'
import { parseModule } from '../prepare/parse-module.ts'
import { prepareFault } from '../prepare/prepare-fault.ts'
import { hasOnlyKnownInstructions } from '../prepare/valid-so-far.ts'
import { MalformedModule } from '../wasm/byte-reader.ts'
import type { ByteRange, FunctionType, WasmModule } from '../wasm/module.ts'
import { type WasmModuleObject, webAssembly } from '../wasm/web-assembly.ts'
import { chunkRanges } from '../wasm/write-marks.ts'
import { checkImports } from './link.ts'

/** V8 and Wasmtime allow 50,000 locals; nearcore's metering adds two of its own. */
const MAX_LOCALS_PER_FUNCTION = 49_998

/** A contract that is ready to be run, or why it cannot be. */
export type CompiledContract = {
  /** Gives the module in a form; each is compiled when it is first asked for. */
  module(form: Form): WasmModuleObject
  /** Set when a call has grown the memory: then the exact form is the faster one. It decides nothing but speed. */
  growsMemory: boolean
  hasStart: boolean
  /** Chunks of the memory that instantiating writes to. */
  initialData: readonly ByteRange[]
  /** Address after the last byte of the data; segments of no bytes count. */
  initialDataEnd: number
  /** Types of the exported functions. */
  methods: ReadonlyMap<string, FunctionType>
  /** Why it cannot be linked; nearcore finds out only after it has charged for loading. */
  linkFault: VmFault | undefined
}

/** Checks, meters and compiles a contract. Throws a `VmFault` if nearcore would refuse it. */
export function compileContract(
  code: Uint8Array,
  parameters: ProtocolParameters,
): CompiledContract {
  const parsed = parse(code, parameters)
  const fast = compile(parsed, parameters, 'fast')
  let exact: WasmModuleObject | undefined
  return {
    module(form) {
      if (form === 'fast') return fast
      exact ??= compile(parsed, parameters, 'exact')
      return exact
    },
    growsMemory: false,
    hasStart: parsed.start !== undefined,
    initialData: chunkRanges(parsed.initialData),
    initialDataEnd: parsed.initialData.reduce((last, { end }) => Math.max(last, end), 0),
    methods: methodsOf(parsed),
    linkFault: findLinkFault(parsed, hostFunctionsOf(parameters)),
  }
}

function parse(code: Uint8Array, parameters: ProtocolParameters): WasmModule {
  let parsed: WasmModule
  try {
    parsed = parseModule(code, parameters)
  } catch (error) {
    throw error instanceof MalformedModule ? prepareFault('Deserialization', error) : error
  }
  // V8 knows more of WebAssembly than nearcore allows, but that has been refused by now; what V8 refuses is invalid for everybody.
  if (!webAssembly.validate(code)) throw prepareFault('Deserialization')
  return parsed
}

function compile(parsed: WasmModule, parameters: ProtocolParameters, form: Form): WasmModuleObject {
  try {
    const instrumented = instrumentModule(parsed, parameters, form)
    checkLocals(parsed)
    return new webAssembly.Module(instrumented)
  } catch (error) {
    if (error instanceof MalformedModule) throw prepareFault('Deserialization', error)
    if (!(error instanceof VmFault)) throw compileFault(String(error), error)
    // nearcore has read all functions before it counts what is in one.
    throw hasOnlyKnownInstructions(parsed) ? error : prepareFault('Deserialization', error)
  }
}

function checkLocals(parsed: WasmModule): void {
  for (const [i, body] of parsed.bodies.entries()) {
    const type = parsed.types[parsed.functionTypes[parsed.imports.length + i] ?? -1]
    const locals = body.locals.reduce((sum, group) => sum + group.count, type?.params.length ?? 0)
    if (locals > MAX_LOCALS_PER_FUNCTION) throw compileFault('too many locals', undefined)
  }
}

function compileFault(message: string, cause: unknown): VmFault {
  return new VmFault(
    'contract_stopped',
    { type: 'CompilationError', kind: 'WasmerCompileError', message },
    { cause },
  )
}

function methodsOf(parsed: WasmModule): Map<string, FunctionType> {
  const methods = new Map<string, FunctionType>()
  for (const [name, index] of parsed.exports) {
    const type = parsed.types[parsed.functionTypes[index] ?? -1]
    if (type !== undefined) methods.set(name, type)
  }
  return methods
}

function findLinkFault(parsed: WasmModule, hostFunctions: HostFunctions): VmFault | undefined {
  try {
    checkImports(parsed, hostFunctions)
    return undefined
  } catch (error) {
    if (error instanceof VmFault) return error
    throw error
  }
}
