import type { AskOptions, Rpc } from '../rpc.ts'
import { blockProof, type LiteBlock, nextBlock } from './answers.ts'
import { readProducer } from './apply-block.ts'
import { blockHash, producersHash } from './block-hash.ts'
import { invalidBlock } from './errors.ts'
import { textOf } from './hash.ts'
import type { Producer, TrustedState } from './trusted-state.ts'

/**
 * Asks for all that is needed to start from a block whose hash is trusted, and trusts nothing of the answers: every one is
 * held to that hash. An epoch's id is the hash of the last block two epochs before, so the block names the last one of the
 * epoch before its own, and that one's header the producers of its own epoch; its own header names the next ones.
 *
 * @throws ChainError `LIGHT_CLIENT_BLOCK_INVALID` for an answer that is not of that block.
 */
export async function trustBlock(
  rpc: Rpc,
  hash: string,
  options: AskOptions = {},
): Promise<TrustedState> {
  const { inner_lite: lite } = await readHeader(rpc, hash, hash, options)
  const before = await readHeader(rpc, lite.next_epoch_id, hash, options)
  // The block after the last of an epoch that a light client reads is of the next, and says who comes after that.
  const own = await readProducers(
    rpc,
    [lite.epoch_id, lite.next_epoch_id],
    before.inner_lite.next_bp_hash,
    options,
  )
  const next = await readProducers(rpc, [lite.next_epoch_id, hash], lite.next_bp_hash, options)
  return {
    head: {
      hash,
      height: lite.height,
      timestamp: BigInt(lite.timestamp_nanosec),
      epochId: lite.epoch_id,
      nextEpochId: lite.next_epoch_id,
      blockMerkleRoot: lite.block_merkle_root,
    },
    producers: { [lite.epoch_id]: own, [lite.next_epoch_id]: next },
  }
}

async function readHeader(
  rpc: Rpc,
  hash: string,
  head: string,
  options: AskOptions,
): Promise<LiteBlock> {
  const params = { block_hash: hash, light_client_head: head }
  const method = 'EXPERIMENTAL_light_client_block_proof'
  const { block_header_lite: header } = await rpc.ask(method, params, blockProof, options)
  const answered = textOf(blockHash(header))
  if (answered === hash) return header
  throw invalidBlock('trust', `Asked for block ${hash}, the node answered ${answered}.`, {
    hash: answered,
    expected: hash,
  })
}

/** Reads the list of producers that has a hash, from the light client block that follows one of these blocks. */
async function readProducers(
  rpc: Rpc,
  after: readonly string[],
  hash: string,
  options: AskOptions,
): Promise<readonly Producer[]> {
  const seen: string[] = []
  for (const last of after) {
    if (last === NO_BLOCK) continue
    const block = await rpc.ask(
      'next_light_client_block',
      { last_block_hash: last },
      nextBlock,
      options,
    )
    const producers = block?.next_bps?.map(readProducer)
    if (!producers) continue
    const answered = textOf(producersHash(producers))
    if (answered === hash) return producers
    seen.push(answered)
  }
  throw invalidBlock(
    'producers',
    `No light client block after ${after.join(' or ')} names the producers with the hash ${hash}.`,
    { expected: hash, seen },
  )
}

/** The id of the first epoch is no block's hash. */
const NO_BLOCK = '11111111111111111111111111111111'
