const TWO_TO_32 = 4_294_967_296

/** Writes a whole number below 2^53 in eight bytes, big endian; a BigInt would take four times the instructions. */
export function setUint53(view: DataView, at: number, value: number): void {
  // setUint32 takes what is left of a number modulo 2^32.
  view.setUint32(at, value / TWO_TO_32)
  view.setUint32(at + 4, value)
}

/** Reads what setUint53 has written. */
export const getUint53 = (view: DataView, at: number): number =>
  view.getUint32(at) * TWO_TO_32 + view.getUint32(at + 4)
