import type { Limits, ProtocolParameters } from '../../parameters/index.ts'
import { VmFault } from '../errors.ts'
import { type ByteReader, createByteReader } from '../wasm/byte-reader.ts'
import { FUNCREF, type ValueType, type WasmModule } from '../wasm/module.ts'
import { readValueType } from '../wasm/read-value-type.ts'
import { prepareFault } from './prepare-fault.ts'
import { readCodeSection } from './read-code-section.ts'
import { readConstantExpression } from './read-constant-expression.ts'
import { readElementSection } from './read-element-section.ts'
import { readImportSection } from './read-import-section.ts'
import { readLimits } from './read-limits.ts'
import { isValidSoFar } from './valid-so-far.ts'

// "\0asm" and version 1.
const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

const IMPORTS = 2
const TABLES = 4
const INVALID = 'something before a limit that is passed is invalid'

/**
 * Parses a module and refuses, in the order of its sections, what nearcore's prepare step refuses (`prepare_v3.rs`).
 *
 * Throws `MalformedModule` for bytes that cannot be read or use a WebAssembly proposal that nearcore has not switched on, and a `VmFault` for the limits if
 * all before it is valid. Otherwise types of operands are not checked here: V8 does that.
 */
export function parseModule(code: Uint8Array, parameters: ProtocolParameters): WasmModule {
  const reader = createByteReader(code)
  for (const byte of MAGIC) if (reader.u8() !== byte) reader.fail('it is not a WebAssembly module')
  const module: WasmModule = {
    code,
    types: [],
    imports: [],
    functionTypes: [],
    tables: [],
    globals: [],
    exports: new Map(),
    start: undefined,
    bodies: [],
    initialData: [],
    sections: {},
  }
  while (!reader.atEnd()) {
    const start = reader.position()
    const id = reader.u8()
    const section = reader.sub(reader.u32())
    try {
      readSection(id, section, module, parameters)
    } catch (error) {
      // Imports and tables are refused after their section has been found valid, the rest on the way.
      const seen = id === IMPORTS || id === TABLES ? section.end : start
      if (error instanceof VmFault && !isValidSoFar(module, seen)) section.fail(INVALID)
      throw error
    }
    // A custom section is only its name and then anything at all.
    if (id !== 0 && !section.atEnd()) section.fail('a section is longer than its contents')
  }
  if (!parameters.features.reftypesBulkMemory) checkFirstVersion(module, reader)
  return module
}

/** Refuses what WebAssembly's first version does not know: references and more than one table. */
function checkFirstVersion(
  { types, globals, tables, bodies }: WasmModule,
  reader: ByteReader,
): void {
  const used = new Set<ValueType>(globals)
  for (const { params, result } of types) {
    for (const type of params) used.add(type)
    if (result !== undefined) used.add(result)
  }
  for (const { locals } of bodies) for (const { type } of locals) used.add(type)
  if (used.has(FUNCREF)) reader.fail('references are not allowed')
  if (tables.length > 1) reader.fail('it has more than one table')
}

function readSection(
  id: number,
  section: ByteReader,
  module: WasmModule,
  { limits, features }: ProtocolParameters,
): void {
  const isFirst = !features.reftypesBulkMemory
  const range = { start: section.position(), end: section.end }
  switch (id) {
    case 0:
      section.name()
      return
    case 1:
      module.sections.types = range
      readTypeSection(section, module, limits)
      return
    case 2:
      readImportSection(section, module, limits)
      return
    case 3:
      module.sections.functions = range
      for (let left = section.u32(); left > 0; left--) module.functionTypes.push(section.u32())
      return
    case 4:
      readTableSection(section, module, limits)
      return
    case 5:
      readMemorySection(section)
      return
    case 6:
      readGlobalSection(section, module)
      return
    case 7:
      readExportSection(section, module)
      return
    case 8:
      module.start = section.u32()
      return
    case 9:
      module.sections.elements = range
      readElementSection(section, isFirst)
      return
    case 10:
      readCodeSection(section, module, limits)
      return
    case 11:
      module.sections.data = range
      readDataSection(section, module, isFirst)
      return
    case 12:
      if (isFirst) section.fail('section 12 is not allowed')
      module.sections.dataCount = range
      section.u32()
      return
    default:
      section.fail(`section ${id} is not allowed`)
  }
}

function readTypeSection(section: ByteReader, module: WasmModule, limits: Limits): void {
  const count = section.u32()
  if (count > limits.maxTypesPerContract) throw prepareFault('TooManyTypes')
  for (let i = 0; i < count; i++) {
    if (section.u8() !== 0x60) section.fail('a type is not a function type')
    const params: ValueType[] = []
    for (let left = section.u32(); left > 0; left--) params.push(readValueType(section))
    const results = section.u32()
    if (results > 1) section.fail('a function has more than one result')
    module.types.push({ params, result: results === 1 ? readValueType(section) : undefined })
  }
}

function readTableSection(section: ByteReader, module: WasmModule, limits: Limits): void {
  for (let left = section.u32(); left > 0; left--) {
    if (section.u8() !== 0x70) section.fail('a table does not hold functions')
    module.tables.push(readLimits(section))
  }
  if (!section.atEnd()) return
  if (module.tables.length > limits.maxTablesPerContract) throw prepareFault('TooManyTables')
  const most = limits.maxElementsPerContractTable
  if (module.tables.some(({ initial }) => initial > most)) {
    throw prepareFault('TooManyTableElements')
  }
}

function readMemorySection(section: ByteReader): void {
  const count = section.u32()
  if (count > 1) section.fail('it has more than one memory')
  if (count === 1) readLimits(section)
}

function readGlobalSection(section: ByteReader, module: WasmModule): void {
  const count = section.u32()
  module.sections.globals = { start: section.position(), end: section.end }
  for (let i = 0; i < count; i++) {
    module.globals.push(readValueType(section))
    if (section.u8() > 1) section.fail('a global has flags that are not allowed')
    readConstantExpression(section)
  }
}

function readExportSection(section: ByteReader, module: WasmModule): void {
  for (let left = section.u32(); left > 0; left--) {
    const name = section.name()
    const kind = section.u8()
    if (kind > 3) section.fail('an export is of a kind that is not allowed')
    const index = section.u32()
    if (kind === 0) module.exports.set(name, index)
  }
}

/** `isFirst`: only what WebAssembly's first version knows, as up to 83. */
function readDataSection(section: ByteReader, module: WasmModule, isFirst: boolean): void {
  for (let left = section.u32(); left > 0; left--) {
    const flags = section.u32()
    if (flags > (isFirst ? 0 : 2)) section.fail('a data segment has flags that are not allowed')
    if (flags === 2 && section.u32() !== 0) section.fail('a data segment names another memory')
    const start = flags === 1 ? undefined : readConstantExpression(section)
    const length = section.u32()
    section.skip(length)
    if (start !== undefined) module.initialData.push({ start, end: start + length })
  }
}
