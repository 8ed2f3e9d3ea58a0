import { createHash } from 'node:crypto'

/** Gives bytes that follow from a text. */
export function bytesFrom(text: string, length: number): Buffer {
  const parts: Buffer[] = []
  for (let i = 0; i * 32 < length; i++) {
    parts.push(createHash('sha256').update(`${text} ${i}`).digest())
  }
  return Buffer.concat(parts).subarray(0, length)
}

/** Gives a number below a bound that follows from a text. */
export function numberFrom(text: string, bound: bigint): bigint {
  return BigInt(`0x${bytesFrom(text, 64).toString('hex')}`) % bound
}

/** Gives a number's bytes, the highest first. */
export function bigEndian(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex')
}

/** Gives a number's bytes, the lowest first. */
export function littleEndian(value: bigint, length: number): Buffer {
  return bigEndian(value, length).reverse()
}
