// What a method says to a deposit that it does not take as it comes.

/** Refuses a deposit that would be lost. */
export function requireNoDeposit(yocto: bigint): void {
  if (yocto !== 0n) {
    throw new Error(`This method takes no deposit; attach none instead of ${yocto} yocto.`)
  }
}

/** Asks for one yocto, which only a full-access key can attach (NEP-145). */
export function requireOneYocto(yocto: bigint): void {
  if (yocto !== 1n) {
    throw new Error(`This method needs exactly 1 yocto attached, but there are ${yocto}.`)
  }
}
