import { decodeHash, encodeHash, sha256, u64Bytes, ZERO_HASH } from '../primitives/hash.ts'
import { GAS_PRICE } from '../runtime/parameters.ts'
import type { SignedTransaction } from '../runtime/types.ts'
import { blockHash } from './block-hash.ts'
import { createChunkHeader, rootsOverChunk } from './chunk-header.ts'
import { epochAfter, finalityAt, GENESIS_FINALITY } from './finality.ts'
import { merkleRoot } from './merkle.ts'
import type { BlockHeader, ChunkHeader } from './types.ts'
import type { Validator } from './validator.ts'

/** What the block before left for the next headers. */
export type Carried = Omit<ChunkHeader, 'hash' | 'txRoot'> & {
  blockMerkleRoot: string
  totalSupply: bigint
}

export type Headers = { header: BlockHeader; chunk: ChunkHeader }

/** Makes the headers of the block after `previous` and of its chunk. */
export function nextHeaders(
  previous: BlockHeader,
  {
    height,
    timestamp,
    carried,
    transactions,
    validator,
    protocolVersion,
  }: {
    height: number
    timestamp: bigint
    carried: Carried
    transactions: readonly SignedTransaction[]
    validator: Validator
    protocolVersion: number
  },
): Headers {
  const place = { prevHash: previous.hash, height, protocolVersion }
  const { blockMerkleRoot, totalSupply, ...execution } = carried
  const txRoot = encodeHash(merkleRoot(transactions.map(({ signedHash }) => signedHash)))
  const chunk = createChunkHeader({ ...execution, txRoot }, place)
  const fields = {
    ...place,
    timestamp,
    prevHeight: previous.height,
    ordinal: previous.ordinal + 1,
    ...epochAfter(previous, height),
    ...finalityAt(previous, height),
    ...rootsOverChunk(chunk, height),
    blockMerkleRoot,
    nextBpHash: validator.producersHash,
    randomValue: encodeHash(sha256(decodeHash(previous.randomValue), u64Bytes(height))),
    gasPrice: GAS_PRICE,
    totalSupply,
    approvals: [validator.approve(previous, height)],
  }
  const hash = blockHash(fields)
  return { header: { ...fields, hash, signature: validator.signBlock(hash) }, chunk }
}

/** An ed25519 signature of zeros, which genesis has. Source: nearcore `Signature::empty`. */
const EMPTY_SIGNATURE = `ed25519:${'1'.repeat(64)}`

/** Makes the headers of the first block. */
export function genesisHeaders({
  height,
  timestamp,
  stateRoot,
  totalSupply,
  validator,
  protocolVersion,
  randomness,
}: {
  height: number
  timestamp: bigint
  stateRoot: string
  totalSupply: bigint
  validator: Validator
  protocolVersion: number
  randomness: string
}): Headers {
  const place = { prevHash: ZERO_HASH, height, protocolVersion }
  const nothing = { outcomeRoot: ZERO_HASH, receiptsRoot: ZERO_HASH, txRoot: ZERO_HASH }
  const execution = { ...nothing, prevStateRoot: stateRoot, gasUsed: 0n, balanceBurnt: 0n }
  const chunk = createChunkHeader(execution, place)
  const fields = {
    ...place,
    timestamp,
    prevHeight: null,
    ordinal: 1,
    epochId: ZERO_HASH,
    nextEpochId: ZERO_HASH,
    epochHeight: 0,
    // The first epoch's blocks are counted from the one after genesis.
    epochStart: height + 1,
    ...GENESIS_FINALITY,
    ...rootsOverChunk(chunk, height),
    outcomeRoot: ZERO_HASH,
    blockMerkleRoot: ZERO_HASH,
    nextBpHash: validator.producersHash,
    randomValue: randomness,
    gasPrice: GAS_PRICE,
    totalSupply,
    approvals: [],
  }
  return { header: { ...fields, hash: blockHash(fields), signature: EMPTY_SIGNATURE }, chunk }
}
