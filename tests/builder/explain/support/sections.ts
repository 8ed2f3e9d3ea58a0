import { readSections } from '../../../../toolchain/wasm-reader.ts'

export const EMPTY = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])

/** Writes an unsigned LEB128 number. */
export function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]
}

/** Writes a name with its length in front. */
export function name(text: string): number[] {
  const bytes = Buffer.from(text)
  return [...leb(bytes.length), ...bytes]
}

/** Writes a section with its header. */
export function section(id: number, content: Uint8Array | readonly number[]): Uint8Array {
  return Buffer.concat([Buffer.from([id, ...leb(content.length)]), Buffer.from(content)])
}

/** Makes a module of sections. */
export function moduleOf(...sections: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat([EMPTY, ...sections]))
}

/** Takes away the custom sections of one name. */
export function withoutCustom(wasm: Uint8Array, name: string): Uint8Array {
  const kept = readSections(wasm).filter((of) => of.id !== 0 || of.name !== name)
  return moduleOf(...kept.map(({ from, end }) => wasm.subarray(from, end)))
}

/** Puts a custom section at the end, in place of those of its name. */
export function withCustom(
  wasm: Uint8Array,
  title: string,
  content: readonly number[],
): Uint8Array {
  const rest = withoutCustom(wasm, title)
  return new Uint8Array(Buffer.concat([rest, section(0, [...name(title), ...content])]))
}

/** Writes the content of a section `producers` with one compiler. */
export function producers(compiler: string, version: string): number[] {
  return [1, ...name('processed-by'), 1, ...name(compiler), ...name(version)]
}
