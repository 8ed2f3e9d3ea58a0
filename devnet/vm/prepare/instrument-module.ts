import { type ProtocolParameters, UNLIMITED } from '../../parameters/index.ts'
import { type ByteWriter, createByteWriter } from '../wasm/byte-writer.ts'
import {
  type ByteRange,
  type FunctionBody,
  type FunctionType,
  I32,
  I64,
  type WasmModule,
} from '../wasm/module.ts'
import { MARK_PAGES } from '../wasm/write-marks.ts'
import { analyseFunction, type FunctionAnalysis } from './analyse-function.ts'
import { CAUSE, type Form } from './exact-form.ts'
import { instrumentFunction } from './instrument-function.ts'
import { instrumentPwasmFunction } from './instrument-pwasm-function.ts'
import { prepareFault } from './prepare-fault.ts'
import { frameSize } from './stack-sizes.ts'

/** What the host gives and takes under names that no contract can have: functions are exported as `call:` and their name. */
export const HOST_MODULE = 'host'
export const hostImports = { memory: 'memory', marks: 'marks' } as const
export const exportNames = {
  gas: 'gas',
  stack: 'stack',
  cause: 'cause',
  size: 'size',
  start: 'start',
  method: (name: string) => `call:${name}`,
} as const

const I32_CONST = 0x41
const I64_CONST = 0x42
const END = 0x0b
const MUTABLE = 1
const PAGE_SIZE = 65_536

/**
 * Writes a module out with gas and stack counted, its memory replaced by an imported one of the size that nearcore gives to every contract, what it writes
 * there marked, and its tables limited.
 */
export function instrumentModule(
  module: WasmModule,
  parameters: ProtocolParameters,
  form: Form,
): Uint8Array {
  const { limits } = parameters
  const writer = createByteWriter(module.code.length * 3)

  function section(id: number, content: Uint8Array): void {
    writer.u8(id)
    writer.u32(content.length)
    writer.copy(content)
  }
  function carryOver(id: number, range: ByteRange | undefined): void {
    if (range !== undefined) section(id, module.code.subarray(range.start, range.end))
  }

  writer.u8(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00)
  carryOver(1, module.sections.types)
  section(2, importSection(module, parameters, form))
  carryOver(3, module.sections.functions)
  if (module.tables.length > 0) section(4, tableSection(module, parameters))
  section(6, globalSection(module, parameters))
  section(7, exportSection(module))
  carryOver(9, module.sections.elements)
  carryOver(12, module.sections.dataCount)
  if (module.bodies.length > 0) section(10, codeSection(module, parameters, form))
  carryOver(11, module.sections.data)
  if (form === 'fast' && writer.length() > limits.maxInstrumentedCodeSize) {
    throw prepareFault('InstrumentedCodeTooLarge')
  }
  return writer.finish()
}

function importSection(module: WasmModule, { limits }: ProtocolParameters, form: Form): Uint8Array {
  const pages = form === 'fast' ? limits.initialMemoryPages : limits.maxMemoryPages
  const writer = createByteWriter()
  writer.u32(module.imports.length + 2)
  for (const { name, typeIndex } of module.imports) {
    writer.name('env')
    writer.name(name)
    writer.u8(0x00)
    writer.u32(typeIndex)
  }
  writeMemoryImport(writer, hostImports.memory, pages, limits.maxMemoryPages)
  writeMemoryImport(writer, hostImports.marks, MARK_PAGES, MARK_PAGES)
  return writer.finish()
}

function writeMemoryImport(
  writer: ByteWriter,
  name: string,
  initial: number,
  maximum: number,
): void {
  writer.name(HOST_MODULE)
  writer.name(name)
  writer.u8(0x02, 0x01)
  writer.u32(initial)
  writer.u32(maximum)
}

function tableSection(module: WasmModule, { limits }: ProtocolParameters): Uint8Array {
  const writer = createByteWriter()
  writer.u32(module.tables.length)
  for (const { initial, maximum } of module.tables) {
    const most = Math.min(maximum ?? UNLIMITED, limits.maxElementsPerContractTable)
    writer.u8(0x70, most === UNLIMITED ? 0x00 : 0x01)
    writer.u32(initial)
    if (most !== UNLIMITED) writer.u32(most)
  }
  return writer.finish()
}

/** The host's own globals come after the contract's, in this order. */
function globalsOf(module: WasmModule) {
  const first = module.globals.length
  return { gas: first, stack: first + 1, cause: first + 2, size: first + 3 }
}

function globalSection(module: WasmModule, { limits }: ProtocolParameters): Uint8Array {
  const writer = createByteWriter()
  const range = module.sections.globals
  writer.u32(module.globals.length + 4)
  if (range !== undefined) writer.copy(module.code, range.start, range.end)
  writer.u8(I64, MUTABLE, I64_CONST, 0, END)
  writer.u8(I32, MUTABLE, I32_CONST)
  writer.signed(limits.maxStackHeight)
  writer.u8(END)
  writer.u8(I32, MUTABLE, I32_CONST, CAUSE.none, END)
  writer.u8(I64, MUTABLE, I64_CONST)
  writer.signed(limits.initialMemoryPages * PAGE_SIZE)
  writer.u8(END)
  return writer.finish()
}

function exportSection(module: WasmModule): Uint8Array {
  const writer = createByteWriter()
  const globals = Object.entries(globalsOf(module))
  writer.u32(globals.length + (module.start === undefined ? 0 : 1) + module.exports.size)
  for (const [name, index] of globals) {
    writer.name(name)
    writer.u8(0x03)
    writer.u32(index)
  }
  if (module.start !== undefined) {
    writer.name(exportNames.start)
    writer.u8(0x00)
    writer.u32(module.start)
  }
  for (const [name, index] of module.exports) {
    writer.name(exportNames.method(name))
    writer.u8(0x00)
    writer.u32(index)
  }
  return writer.finish()
}

function codeSection(module: WasmModule, parameters: ProtocolParameters, form: Form): Uint8Array {
  const writer = createByteWriter(module.code.length * 3)
  const check = createStructureCheck(parameters)
  const globals = globalsOf(module)
  const meter = { ...parameters.instructions, gasGlobal: globals.gas, stackGlobal: globals.stack }
  const maxBytes = parameters.limits.maxMemoryPages * PAGE_SIZE
  const bounds =
    form === 'fast' ? undefined : { sizeGlobal: globals.size, causeGlobal: globals.cause, maxBytes }
  function instrument(type: FunctionType, body: FunctionBody): Uint8Array {
    const analysis = analyseFunction(module, type, body)
    check(type.params.length, analysis)
    const frame = frameSize(type, body)
    return instrumentFunction({ module, type, body, analysis, frame, meter, bounds })
  }
  writer.u32(module.bodies.length)
  for (const [i, body] of module.bodies.entries()) {
    const type = module.types[module.functionTypes[module.imports.length + i] ?? -1]
    if (type === undefined) throw prepareFault('Deserialization')
    const code =
      meter.metering === 'pwasm'
        ? instrumentPwasmFunction({ module, type, body, meter, bounds })
        : instrument(type, body)
    writer.u32(code.length)
    writer.copy(code)
  }
  return writer.finish()
}

/** Makes a check, to be used on each function in turn, of the limits that nearcore applies while it instruments (`instrument_v3.rs`). */
function createStructureCheck({ limits }: ProtocolParameters) {
  let paramsLeft = limits.maxParamsPerContract
  let blocksLeft = limits.maxBlocksPerContract
  return (params: number, analysis: FunctionAnalysis): void => {
    if (params > limits.maxParamsPerFunction) throw prepareFault('TooManyParamsPerFunction')
    paramsLeft -= params
    if (paramsLeft < 0) throw prepareFault('TooManyParamsPerContract')
    if (analysis.operandStackMax > limits.maxOperandStackBytesPerFunction) {
      throw prepareFault('OperandStackTooLarge')
    }
    const blocks = analysis.targeted.length
    if (blocks > limits.maxBlocksPerFunction) throw prepareFault('TooManyBlocksPerFunction')
    blocksLeft -= blocks
    if (blocksLeft < 0) throw prepareFault('TooManyBlocksPerContract')
  }
}
