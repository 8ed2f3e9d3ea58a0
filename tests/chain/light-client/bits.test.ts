import type { ExecutionContext } from 'ava'
import test from 'ava'
import { isChainError } from '../../../chain/index.ts'
import { applyLightClientBlock, verifyOutcomeProof } from '../../../chain/light-client/index.ts'
import { makeBlock, makeValidators, trustedAt } from './block-maker.ts'
import { flipBits } from './flip-bits.ts'
import { type Execution, executionProofs } from './proofs.ts'
import type { Json } from './vectors.ts'

/** What an answer says beside what its hashes cover. Nothing that is given back as proven comes from here. */
const NOT_COVERED_IN_PROOFS: Record<string, string> = {
  'block_header_lite.inner_lite.timestamp': 'the same as timestamp_nanosec, with digits lost',
  'outcome_proof.outcome.metadata.version': 'the gas profile is not part of the outcome hash',
  'outcome_proof.outcome.metadata.gas_profile.*.cost': 'as above',
  'outcome_proof.outcome.metadata.gas_profile.*.cost_category': 'as above',
  'outcome_proof.outcome.metadata.gas_profile.*.gas_used': 'as above',
  'outcome_proof.outcome.metadata.contracts.*.local': 'as above: which code ran is not either',
}
/** Why an execution failed: a proof covers that it did. */
const FAILURE = 'outcome_proof.outcome.status.Failure.'

const NOT_COVERED_IN_BLOCKS: Record<string, string> = {
  'inner_lite.timestamp': 'the same as timestamp_nanosec, with digits lost',
}

const PROOFS = executionProofs()

/** Verifies with every bit changed, and tells which paths did not matter. */
function changeEveryBit(
  t: ExecutionContext,
  given: Json,
  verify: () => unknown,
): { changes: number; ignored: Set<string> } {
  const expected = verify()
  const ignored = new Set<string>()
  let changes = 0
  for (const { path, value } of flipBits(given)) {
    changes++
    try {
      const result = verify()
      // What was accepted must not have changed what is proven.
      if (!ignored.has(path)) t.deepEqual(result, expected, path)
      ignored.add(path)
    } catch (error) {
      if (!isChainError(error)) t.fail(`${path} = ${JSON.stringify(value)}: ${String(error)}`)
    }
  }
  t.deepEqual(verify(), expected)
  return { changes, ignored }
}

for (const kind of ['value', 'receipt', 'failure', 'several logs'] as const) {
  test(`a proof of an outcome (${kind}) is refused with any bit changed but those it does not cover`, async (t) => {
    const { proof, trusted } = (await PROOFS)[kind] as Execution
    const verify = () => verifyOutcomeProof({ proof, trusted })
    const { changes, ignored } = changeEveryBit(t, proof, verify)
    t.true(changes > 5_000, `${changes} changes`)
    const covered = [...ignored].filter(
      (path) => !(path in NOT_COVERED_IN_PROOFS) && !path.startsWith(FAILURE),
    )
    t.deepEqual(covered, [])
    t.is(
      [...ignored].some((path) => path.startsWith(FAILURE)),
      kind === 'failure',
    )
  })
}

test('a proof is refused with any bit of the trusted root changed', async (t) => {
  const { proof, trusted } = (await PROOFS).value as Execution
  const root = { blockMerkleRoot: trusted.blockMerkleRoot }
  for (const { value } of flipBits(root)) {
    const verify = () => verifyOutcomeProof({ proof, trusted: root })
    t.throws(verify, { code: 'PROOF_INVALID' }, JSON.stringify(value))
  }
})

test('a proof is refused with anything left out, doubled or in another order', async (t) => {
  const { proof, trusted } = (await PROOFS)['several logs'] as Execution
  const { outcome } = proof.outcome_proof
  const lists: [holder: Record<string, Json>, name: string][] = [
    [proof, 'block_proof'],
    [proof, 'outcome_root_proof'],
    [proof.outcome_proof, 'proof'],
    [outcome, 'logs'],
    [outcome, 'receipt_ids'],
  ]
  for (const [holder, name] of lists) {
    const items = holder[name] as Json[]
    const last = items.at(-1) ?? { hash: trusted.hash, direction: 'Left' }
    const others = [[...items, last], [last, ...items], items.slice(0, -1), items.slice(1)]
    const reversed = [...items].reverse()
    for (const list of [...others, reversed]) {
      if (JSON.stringify(list) === JSON.stringify(items)) continue
      holder[name] = list
      t.throws(() => verifyOutcomeProof({ proof, trusted }), { code: 'PROOF_INVALID' }, name)
    }
    holder[name] = items
  }
  t.notThrows(() => verifyOutcomeProof({ proof, trusted }))
})

test('a text that UTF-8 cannot hold does not pass for the one that replaces it', async (t) => {
  const { proof, trusted } = (await PROOFS)['several logs'] as Execution
  const { outcome } = proof.outcome_proof
  const altered = { ...outcome, logs: ['\ud800'] }
  const given = { ...proof, outcome_proof: { ...proof.outcome_proof, outcome: altered } }
  const error = t.throws(() => verifyOutcomeProof({ proof: given, trusted }))
  t.like(error, { code: 'PROOF_INVALID', details: { step: 'form' } })
})

test('a status other than the three that an execution ends with is refused', async (t) => {
  const { proof, trusted } = (await PROOFS).failure as Execution
  const { outcome } = proof.outcome_proof
  for (const status of [
    'Unknown',
    {},
    { Failure: {}, SuccessValue: '' },
    { NotStarted: {} },
    null,
  ]) {
    const altered = { ...proof.outcome_proof, outcome: { ...outcome, status } }
    const given = { ...proof, outcome_proof: altered }
    const error = t.throws(() => verifyOutcomeProof({ proof: given, trusted }))
    t.like(error, { code: 'PROOF_INVALID', details: { step: 'form' } })
  }
})

test('a light client block is refused with any bit changed but those it does not cover', (t) => {
  const [validators, next] = [makeValidators([3n, 3n, 3n]), makeValidators([10n ** 24n, 7n])]
  const made = { epoch: 'two', nextEpoch: 'three', height: 201 }
  const block = makeBlock({ made, validators, next })
  const state = trustedAt(100, next, validators)
  const { changes, ignored } = changeEveryBit(t, block, () => applyLightClientBlock(state, block))
  t.true(changes > 7_000, `${changes} changes`)
  t.deepEqual([...ignored], Object.keys(NOT_COVERED_IN_BLOCKS))
})

test('a light client block is refused with any bit of the trusted epochs or producers changed', (t) => {
  const validators = makeValidators([3n, 3n, 3n])
  const next = makeValidators([7n])
  const block = makeBlock({
    made: { epoch: 'two', nextEpoch: 'three', height: 201 },
    validators,
    next,
  })
  const { head, producers } = trustedAt(100, next, validators)
  const names = { nextEpochId: head.nextEpochId }
  for (const _ of flipBits(names)) {
    t.throws(() => applyLightClientBlock({ head: { ...head, ...names }, producers }, block))
  }
  const keys = validators.map(({ publicKey }) => publicKey)
  const trusted = () =>
    validators.map((validator, i) => ({ ...validator, publicKey: keys[i] as string }))
  for (const _ of flipBits(keys)) {
    const altered = { ...producers, [head.nextEpochId]: trusted() }
    t.throws(() => applyLightClientBlock({ head, producers: altered }, block))
  }
})
