// The few forms of borsh (https://borsh.io) that the light client hashes. Numbers have their low byte first.

export function u32(value: number): Uint8Array {
  return number(BigInt(value), 4)
}

export function u64(value: bigint | number): Uint8Array {
  return number(BigInt(value), 8)
}

export function u128(value: bigint): Uint8Array {
  return number(value, 16)
}

/** A list of bytes, or of items that are joined already: how many, then they. */
export function list(count: number, items: Uint8Array): Uint8Array {
  return Buffer.concat([u32(count), items])
}

export function text(value: string): Uint8Array {
  const bytes = Buffer.from(value, 'utf8')
  return list(bytes.length, bytes)
}

function number(value: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let rest = value
  for (let index = 0; index < size; index++) {
    bytes[index] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}
