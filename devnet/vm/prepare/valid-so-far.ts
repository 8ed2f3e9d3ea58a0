import { createByteReader, MalformedModule } from '../wasm/byte-reader.ts'
import { createByteWriter } from '../wasm/byte-writer.ts'
import type { WasmModule } from '../wasm/module.ts'
import { createDecoded, readInstruction } from '../wasm/read-instruction.ts'
import { webAssembly } from '../wasm/web-assembly.ts'

/** A body that fits any type: no locals, `unreachable`, `end`. */
const ANY_BODY = [0x03, 0x00, 0x00, 0x0b] as const
/** A passive data segment without bytes. */
const EMPTY_SEGMENT = [0x01, 0x00] as const

/**
 * Tells whether a module is valid up to `end`, an address between two sections, and in the function bodies that have been read. nearcore validates a module
 * as it goes along, so that is what it has looked at when it refuses one for a limit.
 */
export function isValidSoFar(module: WasmModule, end: number): boolean {
  const writer = createByteWriter(end + 64)
  writer.copy(module.code, 0, end)
  const functions = module.functionTypes.length - module.imports.length
  if (functions > 0) writeSection(writer, 10, codeSection(module, functions))
  const segments = dataCount(module)
  if (segments > 0) writeSection(writer, 11, repeated(segments, EMPTY_SEGMENT))
  return webAssembly.validate(writer.finish()) && hasOnlyKnownInstructions(module)
}

/** Tells whether the function bodies that have been read use only instructions that nearcore admits. V8 knows more of them. */
export function hasOnlyKnownInstructions(module: WasmModule): boolean {
  const decoded = createDecoded()
  try {
    for (const { codeStart, end } of module.bodies) {
      const reader = createByteReader(module.code, codeStart, end)
      while (!reader.atEnd()) readInstruction(reader, decoded)
    }
    return true
  } catch (error) {
    if (error instanceof MalformedModule) return false
    throw error
  }
}

function writeSection(
  writer: ReturnType<typeof createByteWriter>,
  id: number,
  content: Uint8Array,
): void {
  writer.u8(id)
  writer.u32(content.length)
  writer.copy(content)
}

function codeSection(module: WasmModule, functions: number): Uint8Array {
  const writer = createByteWriter()
  writer.u32(functions)
  for (const { start, end } of module.bodies) {
    writer.u32(end - start)
    writer.copy(module.code, start, end)
  }
  for (let left = functions - module.bodies.length; left > 0; left--) writer.u8(...ANY_BODY)
  return writer.finish()
}

function dataCount(module: WasmModule): number {
  const section = module.sections.dataCount
  return section === undefined ? 0 : createByteReader(module.code, section.start, section.end).u32()
}

function repeated(count: number, bytes: readonly number[]): Uint8Array {
  const writer = createByteWriter()
  writer.u32(count)
  for (let left = count; left > 0; left--) writer.u8(...bytes)
  return writer.finish()
}
