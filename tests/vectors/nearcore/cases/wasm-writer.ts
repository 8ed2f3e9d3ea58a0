export const I32 = 0x7f
export const I64 = 0x7e
export const F32 = 0x7d
export const F64 = 0x7c
export const FUNCREF = 0x70

export type ValueType = typeof I32 | typeof I64 | typeof F32 | typeof F64 | typeof FUNCREF

export type FunctionType = { params: readonly ValueType[]; result: ValueType | undefined }

/** Encodes an unsigned number as LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  let left = value
  while (left > 0x7f) {
    bytes.push((left & 0x7f) | 0x80)
    left = Math.floor(left / 0x80)
  }
  return [...bytes, left]
}

/** Encodes a signed number as LEB128. */
export function signed(value: bigint): number[] {
  const bytes: number[] = []
  for (let left = value; ; left >>= 7n) {
    const low = Number(left & 0x7fn)
    const isLast =
      (left >> 7n === 0n && (low & 0x40) === 0) || (left >> 7n === -1n && (low & 0x40) !== 0)
    bytes.push(isLast ? low : low | 0x80)
    if (isLast) return bytes
  }
}

export function text(value: string): number[] {
  const bytes = Buffer.from(value)
  return [...unsigned(bytes.length), ...bytes]
}

/** Encodes a list: how many there are, then one after the other. */
export function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()]
}

/** Encodes a section; one without content is left out. */
export function section(id: number, items: readonly (readonly number[])[]): number[] {
  return items.length === 0 ? [] : sectionOf(id, vector(items))
}

export function sectionOf(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content]
}

export function functionType({ params, result }: FunctionType): number[] {
  return [
    0x60,
    ...unsigned(params.length),
    ...params,
    ...(result === undefined ? [0] : [1, result]),
  ]
}

/** "\0asm" and version 1. */
export const HEADER: readonly number[] = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/** Writes a function body: locals one by one, then its instructions, which include the last `end`. */
export function body(locals: readonly ValueType[], instructions: readonly number[]): number[] {
  const content = [...vector(locals.map((type) => [1, type])), ...instructions]
  return [...unsigned(content.length), ...content]
}
