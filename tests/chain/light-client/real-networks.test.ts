import test from 'ava'
import {
  applyLightClientBlock,
  type TrustedState,
  verifyOutcomeProof,
} from '../../../chain/light-client/index.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'
import { type BlockJson, readVectors } from './vectors.ts'

const { blocks, outcomes } = readVectors()
const [trusted, ...later] = blocks as [BlockJson, ...BlockJson[]]

/** What is trusted of the first block. */
const FIRST: TrustedState = {
  head: {
    hash: 'not needed for what comes after',
    height: trusted.inner_lite.height,
    timestamp: 0n,
    epochId: trusted.inner_lite.epoch_id,
    nextEpochId: trusted.inner_lite.next_epoch_id,
    blockMerkleRoot: trusted.inner_lite.block_merkle_root,
  },
  producers: {
    [trusted.inner_lite.next_epoch_id]: (trusted.next_bps ?? []).map((producer) => ({
      accountId: producer.account_id,
      publicKey: producer.public_key,
      stake: BigInt(producer.stake),
    })),
  },
}

test('four light client blocks of mainnet over three epochs are accepted, signed by a hundred validators', (t) => {
  const states: TrustedState[] = []
  for (const block of later) states.push(applyLightClientBlock(states.at(-1) ?? FIRST, block))
  t.deepEqual(
    states.map(({ head }) => head.height),
    [91_468_293, 91_511_493, 91_522_568, 91_522_595],
  )
  const last = states[3] as TrustedState
  t.deepEqual(Object.keys(last.producers), [last.head.epochId, last.head.nextEpochId])
  t.is(last.producers[last.head.epochId]?.length, 100)
  t.is(last.head.blockMerkleRoot, later[3]?.inner_lite.block_merkle_root as string)
})

test('a light client block of mainnet is refused if any one approval is altered', (t) => {
  const block = structuredClone(later[0]) as BlockJson
  const approvals = block.approvals_after_next
  for (const [index, approval] of approvals.entries()) {
    // The approvals after the hundredth are the next epoch's producers'.
    if (approval === null || index >= 100) continue
    const at = approval.length - 1
    approvals[index] = approval.slice(0, at) + (approval[at] === 'z' ? 'y' : 'z')
    const error = t.throws(() => applyLightClientBlock(FIRST, block))
    t.like(error, { code: 'LIGHT_CLIENT_BLOCK_INVALID', details: { step: 'approvals', index } })
    approvals[index] = approval
  }
  t.notThrows(() => applyLightClientBlock(FIRST, block))
})

test('mainnet blocks whose producers are altered, left out or put in another order are refused', (t) => {
  const next = later[1] as BlockJson
  const state = applyLightClientBlock(FIRST, later[0])
  const [first, second, ...rest] = next.next_bps ?? []
  if (!first || !second) throw new Error('the vectors have producers')
  for (const producers of [
    [second, first, ...rest],
    [first, ...rest],
    [{ ...first, stake: `${BigInt(first.stake) + 1n}` }, second, ...rest],
    [{ ...first, account_id: second.account_id }, second, ...rest],
    [],
    undefined,
  ]) {
    const altered = { ...next, next_bps: producers }
    const error = t.throws(() => applyLightClientBlock(state, altered))
    t.like(error, { code: 'LIGHT_CLIENT_BLOCK_INVALID', details: { step: 'producers' } })
  }
})

for (const { name, blockMerkleRootHex, proof } of outcomes) {
  test(`the outcome proof of a real network (${name}) is accepted`, (t) => {
    const { block_hash: blockHash, id } = proof.outcome_proof
    // Where no root is known, the block is proven by itself as the head.
    const trusted = blockMerkleRootHex
      ? { blockMerkleRoot: encodeBase58(Buffer.from(blockMerkleRootHex, 'hex')) }
      : { blockMerkleRoot: '', hash: blockHash }
    const given = blockMerkleRootHex ? proof : { ...proof, block_proof: [] }
    const { outcome, block } = verifyOutcomeProof({ proof: given, trusted })
    t.is(outcome.id, id)
    t.is(block.hash, blockHash)
    const { logs, executor_id } = proof.outcome_proof.outcome
    t.deepEqual([outcome.logs, outcome.executorId], [logs, executor_id])
  })
}
