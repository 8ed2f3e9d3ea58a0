/** Who makes and approves blocks in an epoch. */
export type Producer = {
  accountId: string
  /** `ed25519:` and base58. */
  publicKey: string
  /** Yocto. */
  stake: bigint
}

/** A block that is trusted, as far as later ones are judged by it. */
export type TrustedHead = {
  hash: string
  height: number
  /** Nanoseconds since 1970. */
  timestamp: bigint
  epochId: string
  nextEpochId: string
  /** Root over all blocks before it: what proofs lead to. */
  blockMerkleRoot: string
}

/** All that a light client keeps: the last block and who produces blocks in its epoch and the next. */
export type TrustedState = {
  head: TrustedHead
  /** By epoch id, in the order of approvals. */
  producers: Readonly<Record<string, readonly Producer[]>>
}
