/** Reads a big-endian number. */
export function readBigEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`)
}

/** Reads a little-endian number. */
export function readLittleEndian(bytes: Uint8Array): bigint {
  return readBigEndian(bytes.toReversed())
}
