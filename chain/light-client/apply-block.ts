import { type LightClientBlock, lightClientBlock, type ProducerView } from './answers.ts'
import { approvalMessage, blockHash, producersHash } from './block-hash.ts'
import { invalidBlock } from './errors.ts'
import { textOf } from './hash.ts'
import { isSignedBy } from './keys.ts'
import type { Producer, TrustedState } from './trusted-state.ts'

/**
 * Judges a light client block by what is trusted and gives what is trusted with it. Source: the specification's
 * `validate_and_update_head`, its numbers in comments.
 *
 * @throws ChainError `LIGHT_CLIENT_BLOCK_INVALID` with the step that failed, and for a block of another form.
 */
export function applyLightClientBlock(state: TrustedState, given: unknown): TrustedState {
  const block = readBlock(given)
  const { height, epoch_id: epochId, next_epoch_id: nextEpochId } = block.inner_lite
  const { head } = state
  // (1)
  if (height <= head.height) {
    throw invalidBlock(
      'height',
      `The light client block has height ${height}, which is not above the trusted ${head.height}.`,
      { height, trusted: head.height },
    )
  }
  // (2)
  if (epochId !== head.epochId && epochId !== head.nextEpochId) {
    throw invalidBlock(
      'epoch',
      `The light client block is of epoch ${epochId}, which is neither the trusted head's ${head.epochId} nor the next, ${head.nextEpochId}.`,
      { epochId, trusted: [head.epochId, head.nextEpochId] },
    )
  }
  const nextProducers = readNextProducers(block, epochId !== head.epochId)
  const producers = state.producers[epochId]
  if (!producers) {
    throw invalidBlock('producers', `The producers of epoch ${epochId} are not known.`, { epochId })
  }
  const hash = blockHash(block)
  checkApprovals(block, hash, producers)
  return {
    head: {
      hash: textOf(hash),
      height,
      timestamp: BigInt(block.inner_lite.timestamp_nanosec),
      epochId,
      nextEpochId,
      blockMerkleRoot: block.inner_lite.block_merkle_root,
    },
    producers: {
      [epochId]: producers,
      ...known(nextEpochId, nextProducers ?? state.producers[nextEpochId]),
    },
  }
}

export function readProducer({ account_id, public_key, stake }: ProducerView): Producer {
  return { accountId: account_id, publicKey: public_key, stake: BigInt(stake) }
}

function known(epochId: string, producers: readonly Producer[] | undefined) {
  return producers ? { [epochId]: producers } : {}
}

/** Checks who produces the next epoch, (3) and (6). */
function readNextProducers(
  { next_bps: views, inner_lite }: LightClientBlock,
  required: boolean,
): readonly Producer[] | undefined {
  if (!views) {
    if (!required) return undefined
    throw invalidBlock(
      'producers',
      `The light client block at height ${inner_lite.height} begins an epoch and does not say who produces the next, ${inner_lite.next_epoch_id}.`,
      { height: inner_lite.height, epochId: inner_lite.next_epoch_id },
    )
  }
  const producers = views.map(readProducer)
  const hash = textOf(producersHash(producers))
  if (hash === inner_lite.next_bp_hash) return producers
  throw invalidBlock(
    'producers',
    `The next producers of the light client block at height ${inner_lite.height} have the hash ${hash}; the block says ${inner_lite.next_bp_hash}.`,
    { hash, expected: inner_lite.next_bp_hash, height: inner_lite.height },
  )
}

/** Checks that producers with more than two thirds of the stake have signed, (4) and (5). */
function checkApprovals(
  block: LightClientBlock,
  hash: Uint8Array,
  producers: readonly Producer[],
): void {
  const message = approvalMessage(block, hash)
  const { height } = block.inner_lite
  let total = 0n
  let approved = 0n
  for (const [index, { accountId, publicKey, stake }] of producers.entries()) {
    total += stake
    const signature = block.approvals_after_next[index]
    if (signature === undefined || signature === null) continue
    if (!isSignedBy(publicKey, accountId, signature, message)) {
      throw invalidBlock(
        'approvals',
        `The approval of ${accountId} (number ${index}) for the light client block ${textOf(hash)} at height ${height} is not its signature.`,
        { accountId, index, signature, block: textOf(hash), height },
      )
    }
    approved += stake
  }
  if (3n * approved > 2n * total) return
  throw invalidBlock(
    'stake',
    `The light client block ${textOf(hash)} at height ${height} is approved by ${approved} of ${total} yocto at stake; more than two thirds are needed.`,
    { approved, total, block: textOf(hash), height },
  )
}

function readBlock(given: unknown): LightClientBlock {
  const read = lightClientBlock.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const where = issue?.path.join('.') ?? ''
  throw invalidBlock(
    'form',
    `The light client block is not of nearcore's form: \`${where}\`: ${issue?.message}.`,
    { path: where },
  )
}
