import { crc32 } from 'node:zlib'

const CHECKSUM_BYTES = 4

export function withChecksum(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(bytes.length + CHECKSUM_BYTES)
  whole.set(bytes)
  new DataView(whole.buffer).setUint32(bytes.length, crc32(bytes))
  return whole
}

/** Throws a RangeError for bytes that are not as they were written. */
export function withoutChecksum(whole: unknown): Uint8Array {
  if (!(whole instanceof Uint8Array)) throw new RangeError('there are no bytes')
  const at = whole.length - CHECKSUM_BYTES
  const bytes = whole.subarray(0, Math.max(0, at))
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength)
  if (at < 0 || view.getUint32(at) !== crc32(bytes)) throw new RangeError('the checksum differs')
  return bytes
}
