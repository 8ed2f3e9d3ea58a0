import type { z } from 'zod'
import { type BlockProof, blockProof, type OutcomeProof, outcomeProof } from './answers.ts'
import { blockHash } from './block-hash.ts'
import { invalidProof } from './errors.ts'
import { sha256, textOf } from './hash.ts'
import { rootOf } from './merkle-path.ts'
import { outcomeLeaf, type ProvenOutcome, readOutcome } from './proven-outcome.ts'

/** What a proof must lead to: the root over all blocks before a head. With its hash the head itself can be proven too. */
export type TrustedRoot = { blockMerkleRoot: string; hash?: string }

export type ProvenBlock = {
  hash: string
  height: number
  /** Nanoseconds since 1970. */
  timestamp: bigint
  prevHash: string
  epochId: string
  nextEpochId: string
  /** Root over what the block before this one executed. */
  outcomeRoot: string
  /** Hash over the producers of the next epoch. */
  nextProducersHash: string
}

/** An outcome, and the block whose header carries the root over it: the next block of its shard's, not the one it ran in. */
export type Proven = { outcome: ProvenOutcome; block: ProvenBlock }

/**
 * Verifies the answer to `light_client_proof`: from the outcome to the outcome root, into the block's header, and from the
 * block's hash to the root over blocks of a trusted head.
 *
 * Why an execution failed, its gas profile and `timestamp` are in the answer and not covered by it, so they are not given back.
 *
 * @throws ChainError `PROOF_INVALID` with the step that failed, and for an answer of another form.
 */
export function verifyOutcomeProof({
  proof,
  trusted,
}: {
  proof: unknown
  trusted: TrustedRoot
}): Proven {
  const read = readProof(outcomeProof, proof)
  const block = proveBlock(read, trusted)
  const outcome = readOutcome(read.outcome_proof)
  const shardRoot = rootOf(outcomeLeaf(outcome), read.outcome_proof.proof)
  const root = textOf(rootOf(sha256(shardRoot), read.outcome_root_proof))
  if (root !== block.outcomeRoot) {
    throw invalidProof(
      'outcome',
      `The outcome of ${outcome.id} leads to the outcome root ${root}; block ${block.hash} has ${block.outcomeRoot}.`,
      { id: outcome.id, root, expected: block.outcomeRoot, block: block.hash },
    )
  }
  if (read.outcome_proof.block_hash !== block.hash) {
    throw invalidProof(
      'outcome',
      `The outcome of ${outcome.id} names the block ${read.outcome_proof.block_hash}; its proof is by ${block.hash}.`,
      { id: outcome.id, block: read.outcome_proof.block_hash, expected: block.hash },
    )
  }
  return { outcome, block }
}

/**
 * Verifies the answer to `EXPERIMENTAL_light_client_block_proof`: from a block's hash to the root over blocks of a trusted head.
 *
 * @throws ChainError `PROOF_INVALID` with the step that failed, and for an answer of another form.
 */
export function verifyBlockProof({
  proof,
  trusted,
}: {
  proof: unknown
  trusted: TrustedRoot
}): ProvenBlock {
  return proveBlock(readProof(blockProof, proof), trusted)
}

function proveBlock(proof: BlockProof | OutcomeProof, trusted: TrustedRoot): ProvenBlock {
  const hash = blockHash(proof.block_header_lite)
  const block = readBlock(proof.block_header_lite, textOf(hash))
  // nearcore proves a head by itself with an empty path: its root covers only the blocks before it.
  if (proof.block_proof.length === 0 && block.hash === trusted.hash) return block
  const root = textOf(rootOf(hash, proof.block_proof))
  if (root === trusted.blockMerkleRoot) return block
  throw invalidProof(
    'block',
    `Block ${block.hash} (height ${block.height}) leads to the block Merkle root ${root}; the trusted one is ${trusted.blockMerkleRoot}.`,
    { block: block.hash, height: block.height, root, expected: trusted.blockMerkleRoot },
  )
}

/** Gives what a block's hash says of it, once that hash is known to be right. */
export function readBlock(
  { prev_block_hash, inner_lite }: BlockProof['block_header_lite'],
  hash: string,
): ProvenBlock {
  return {
    hash,
    height: inner_lite.height,
    timestamp: BigInt(inner_lite.timestamp_nanosec),
    prevHash: prev_block_hash,
    epochId: inner_lite.epoch_id,
    nextEpochId: inner_lite.next_epoch_id,
    outcomeRoot: inner_lite.outcome_root,
    nextProducersHash: inner_lite.next_bp_hash,
  }
}

function readProof<T>(form: z.ZodType<T>, proof: unknown): T {
  const read = form.safeParse(proof)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const where = issue?.path.join('.') ?? ''
  throw invalidProof(
    'form',
    `The proof is not of nearcore's form: \`${where}\`: ${issue?.message}.`,
    {
      path: where,
    },
  )
}
