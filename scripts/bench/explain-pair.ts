const FUNCTIONS = 3_000
const UNITS = 10
const TEXTS = 3_000

/**
 * Makes two modules of about 1.2 MB as a linker leaves them, with padded numbers, names and texts. They differ in the folder of their source
 * paths, thus in all addresses, and in one function in a hundred.
 */
export function makeExplainPair(): { a: Uint8Array<ArrayBuffer>; b: Uint8Array<ArrayBuffer> } {
  return {
    a: makeModule('/home/near/code', false),
    b: makeModule('/home/alice/vault/checkout', true),
  }
}

const I32 = 0x7f

function makeModule(folder: string, changed: boolean): Uint8Array<ArrayBuffer> {
  const data = Buffer.from(
    Array.from(
      { length: TEXTS },
      (_, i) =>
        `${folder}/src/part_${i}.rs\0value ${i} is not what the contract of ${i * 7} wants\0`,
    ).join(''),
  )
  const textBytes = data.length / TEXTS
  const types = [1, 0x60, 2, I32, I32, 1, I32]
  const bodies = Array.from({ length: FUNCTIONS }, (_, index) => {
    const body = [1, 1, I32, ...code(index, textBytes, changed && index % 100 === 0), 0x20, 0, 0x0b]
    return [...leb(body.length), ...body]
  })
  const names = Array.from({ length: FUNCTIONS }, (_, i) => [
    ...leb(i),
    ...text(`contract::part_${i}`),
  ])
  const functionNames = list(names)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
      section(1, types),
      section(3, list(Array.from({ length: FUNCTIONS }, () => [0]))),
      section(5, [1, 0, 17]),
      section(7, [1, ...text('part_0'), 0, 0]),
      section(10, list(bodies)),
      section(11, [1, 0, 0x41, 0, 0x0b, ...leb(data.length), ...data]),
      section(0, [...text('name'), 1, ...leb(functionNames.length), ...functionNames]),
    ]),
  )
}

/** Writes instructions that load from an address and call another function, as often as UNITS says. */
function code(index: number, textBytes: number, changed: boolean): number[] {
  return Array.from({ length: UNITS }, (_, unit) => {
    const address = Math.floor(((index * UNITS + unit) % TEXTS) * textBytes)
    const callee = (index * 31 + unit * 17) % FUNCTIONS
    return [
      ...[0x20, 0, 0x41, ...padded(address), changed ? 0x6b : 0x6a],
      ...[0x28, 2, ...padded(unit * 4), 0x21, 2],
      ...[0x20, 2, 0x20, 1, 0x10, ...padded(callee), 0x21, 0],
    ]
  }).flat()
}

/** Writes a number in five bytes, as a linker does that fills it in later. */
function padded(value: number): number[] {
  return [0, 7, 14, 21].map((shift) => ((value >>> shift) & 127) | 128).concat(value >>> 28)
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]
}

function text(content: string): number[] {
  return [...leb(content.length), ...Buffer.from(content)]
}

function list(entries: readonly (readonly number[])[]): number[] {
  return [...leb(entries.length), ...entries.flat()]
}

function section(id: number, content: readonly number[]): Buffer {
  return Buffer.from([id, ...leb(content.length), ...content])
}
