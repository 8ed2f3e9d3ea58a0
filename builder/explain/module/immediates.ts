/** What stands behind an instruction in its bytes (core specification 2.0, 5.4). */
export type Immediate =
  | 'blockType'
  | 'label'
  | 'labels'
  | 'local'
  | 'function'
  | 'type'
  | 'global'
  | 'table'
  | 'memory'
  | 'element'
  | 'data'
  | 'memoryArgument'
  | 'valueTypes'
  | 'heapType'
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'

/** The instructions that open a block, which `end` closes. */
export const OPENS_BLOCK: ReadonlySet<number> = new Set([0x02, 0x03, 0x04])
export const END = 0x0b

/** Behind this byte comes the number of one of the instructions below `PREFIXED`. */
export const PREFIX = 0xfc

const NONE: readonly Immediate[] = []

/** By opcode: WebAssembly's first version, sign extension, reference types, multi-value, and tail calls. */
const PLAIN = new Map<number, readonly Immediate[]>([
  ...range(0x00, 0x01, NONE),
  ...range(0x02, 0x04, ['blockType']),
  [0x05, NONE],
  [END, NONE],
  ...range(0x0c, 0x0d, ['label']),
  [0x0e, ['labels']],
  [0x0f, NONE],
  [0x10, ['function']],
  [0x11, ['type', 'table']],
  [0x12, ['function']],
  [0x13, ['type', 'table']],
  ...range(0x1a, 0x1b, NONE),
  [0x1c, ['valueTypes']],
  ...range(0x20, 0x22, ['local']),
  ...range(0x23, 0x24, ['global']),
  ...range(0x25, 0x26, ['table']),
  ...range(0x28, 0x3e, ['memoryArgument']),
  ...range(0x3f, 0x40, ['memory']),
  [0x41, ['i32']],
  [0x42, ['i64']],
  [0x43, ['f32']],
  [0x44, ['f64']],
  ...range(0x45, 0xc4, NONE),
  [0xd0, ['heapType']],
  [0xd1, NONE],
  [0xd2, ['function']],
])

/** By number behind the prefix: saturating conversions, bulk memory, tables. */
const PREFIXED = new Map<number, readonly Immediate[]>([
  ...range(0, 7, NONE),
  [8, ['data', 'memory']],
  [9, ['data']],
  [10, ['memory', 'memory']],
  [11, ['memory']],
  [12, ['element', 'table']],
  [13, ['element']],
  [14, ['table', 'table']],
  ...range(15, 17, ['table']),
])

/** Opcodes of one byte, by the byte, which is quicker than a map. */
const BY_BYTE = Array.from({ length: 256 }, (_, opcode) => PLAIN.get(opcode))

/** Says what follows an opcode; undefined if the instruction is not one of those above, as SIMD's and threads' are not. */
export function immediatesOf(opcode: number): readonly Immediate[] | undefined {
  return BY_BYTE[opcode]
}

/** Says what follows the prefix and a number. */
export function prefixedImmediatesOf(number: number): readonly Immediate[] | undefined {
  return PREFIXED.get(number)
}

function range(
  first: number,
  last: number,
  immediates: readonly Immediate[],
): [number, readonly Immediate[]][] {
  return Array.from({ length: last - first + 1 }, (_, i) => [first + i, immediates])
}
