import { readFileSync } from 'node:fs'
import binaryen from 'binaryen'

/** A custom section's number, and the bytes before its contents: that number and a length of five bytes. */
const CUSTOM = 0
const HEADER = 6

/** Assembles a contract of `contracts/` and makes it `size` bytes long by a section that means nothing. */
export function assemble(contract: string, size: number): Uint8Array {
  const text = readFileSync(new URL(`contracts/${contract}.wat`, import.meta.url), 'utf8')
  const module = binaryen.parseText(text)
  const code = module.emitBinary()
  module.dispose()
  const padded = new Uint8Array(size)
  padded.set(code)
  padded.set([CUSTOM, ...fiveByteLeb(size - code.length - HEADER)], code.length)
  return padded
}

/** LEB128 as long as a 32-bit number may be, so that its own length does not depend on the number. */
function fiveByteLeb(value: number): number[] {
  const bytes: number[] = []
  for (let shift = 0; shift < 35; shift += 7) {
    bytes.push(((value / 2 ** shift) & 0x7f) | (shift < 28 ? 0x80 : 0))
  }
  return bytes
}
