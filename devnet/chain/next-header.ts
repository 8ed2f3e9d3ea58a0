import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, encodeHash, sha256, u64Bytes, ZERO_HASH } from '../primitives/hash.ts'
import { GAS_PRICE } from '../runtime/parameters.ts'
import type { Receipt, SignedTransaction } from '../runtime/types.ts'
import { blockHash } from './block-hash.ts'
import { merkleRoot } from './merkle.ts'
import { blockOutcomeRoot } from './outcome-hash.ts'
import type { BlockHeader } from './types.ts'
import type { Validator } from './validator.ts'

/** Blocks of an epoch. Source: nearcore's local networks, 5 minutes of 600 ms blocks. */
export const EPOCH_BLOCKS = 500

/** What the block before left for the next header. */
export type Carried = {
  stateRoot: string
  /** Of the chunk, from which the block's follows. */
  chunkOutcomeRoot: string
  blockMerkleRoot: string
  totalSupply: bigint
}

export type ChunkContent = {
  transactions: readonly SignedTransaction[]
  incoming: readonly Receipt[]
}

/** Makes the header of the block after `previous`. */
export function nextHeader(
  previous: BlockHeader,
  {
    height,
    timestamp,
    carried,
    chunk,
    validator,
  }: {
    height: number
    timestamp: bigint
    carried: Carried
    chunk: ChunkContent
    validator: Validator
  },
): BlockHeader {
  const newEpoch = height >= previous.epochStart + EPOCH_BLOCKS
  const roots = chunkRoots(chunk, carried, height)
  const fields = {
    height,
    timestamp,
    prevHash: previous.hash,
    prevHeight: previous.height,
    ordinal: previous.ordinal + 1,
    epochId: newEpoch ? previous.nextEpochId : previous.epochId,
    // An epoch's id is the hash of the last block two epochs before it; genesis is such a last block.
    nextEpochId: newEpoch || previous.prevHeight === null ? previous.hash : previous.nextEpochId,
    epochHeight: previous.epochHeight + (newEpoch ? 1 : 0),
    epochStart: newEpoch ? height : previous.epochStart,
    prevStateRoot: carried.stateRoot,
    outcomeRoot: encodeHash(blockOutcomeRoot(decodeHash(carried.chunkOutcomeRoot))),
    chunkOutcomeRoot: carried.chunkOutcomeRoot,
    blockMerkleRoot: carried.blockMerkleRoot,
    nextBpHash: validator.producersHash,
    randomValue: encodeHash(sha256(decodeHash(previous.randomValue), u64Bytes(height))),
    gasPrice: GAS_PRICE,
    totalSupply: carried.totalSupply,
    lastFinalHash: previous.hash,
    ...roots,
  }
  const hash = blockHash(fields)
  return { ...fields, hash, signature: validator.signBlock(hash) }
}

/** Makes the header of the first block. */
export function genesisHeader({
  height,
  timestamp,
  carried,
  validator,
}: {
  height: number
  timestamp: bigint
  carried: Carried
  validator: Validator
}): BlockHeader {
  const fields = {
    height,
    timestamp,
    prevHash: ZERO_HASH,
    prevHeight: null,
    ordinal: 1,
    epochId: ZERO_HASH,
    nextEpochId: ZERO_HASH,
    epochHeight: 0,
    // The first epoch's blocks are counted from the one after genesis.
    epochStart: height + 1,
    prevStateRoot: carried.stateRoot,
    outcomeRoot: ZERO_HASH,
    chunkOutcomeRoot: ZERO_HASH,
    blockMerkleRoot: ZERO_HASH,
    nextBpHash: validator.producersHash,
    randomValue: ZERO_HASH,
    gasPrice: GAS_PRICE,
    totalSupply: carried.totalSupply,
    lastFinalHash: ZERO_HASH,
    ...chunkRoots({ transactions: [], incoming: [] }, carried, height),
  }
  const hash = blockHash(fields)
  return { ...fields, hash, signature: validator.signBlock(hash) }
}

function chunkRoots(
  { transactions, incoming }: ChunkContent,
  { stateRoot, chunkOutcomeRoot }: Carried,
  height: number,
): Pick<BlockHeader, 'chunkHash' | 'chunkHeadersRoot' | 'chunkTxRoot' | 'chunkReceiptsRoot'> {
  const tx = merkleRoot(transactions.map(({ hashBytes }) => sha256(hashBytes)))
  const receipts = merkleRoot(incoming.map(({ id }) => sha256(decodeHash(id))))
  const chunk = createBorshWriter()
    .u64(height)
    .fixed(decodeHash(stateRoot))
    .fixed(decodeHash(chunkOutcomeRoot))
    .fixed(tx)
    .fixed(receipts)
  const chunkHash = sha256(chunk.finish())
  return {
    chunkHash: encodeHash(chunkHash),
    chunkHeadersRoot: encodeHash(sha256(chunkHash)),
    chunkTxRoot: encodeHash(tx),
    chunkReceiptsRoot: encodeHash(receipts),
  }
}
