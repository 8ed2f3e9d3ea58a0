import test from 'ava'
import fc from 'fast-check'
import { applyLightClientBlock } from '../../../chain/light-client/index.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'
import { hashOf, makeBlock, makeValidators, trustedAt } from './block-maker.ts'
import type { BlockJson } from './vectors.ts'

const ONE = { epoch: 'one', nextEpoch: 'two', height: 101 }
const TWO = { epoch: 'two', nextEpoch: 'three', height: 201 }
const YOCTO_IN_NEAR = 10n ** 24n

function refusedAt(block: unknown, state = trusted): string {
  try {
    applyLightClientBlock(state, block)
    return 'nowhere'
  } catch (error) {
    return (error as { details: { step: string } }).details.step
  }
}

const validators = makeValidators([5n, 3n, 2n, 1n].map((near) => near * YOCTO_IN_NEAR))
const next = makeValidators([7n, 7n, 7n])
const third = makeValidators([1n])
const trusted = trustedAt(100, validators, next)

test('a block that all validators approve is accepted, and so is one of the next epoch after it', (t) => {
  const first = applyLightClientBlock(trusted, makeBlock({ made: ONE, validators, next }))
  t.is(first.head.height, 101)
  const second = applyLightClientBlock(
    first,
    makeBlock({ made: TWO, validators: next, next: third }),
  )
  t.is(second.head.height, 201)
  const [two, three] = [encodeBase58(hashOf('two')), encodeBase58(hashOf('three'))]
  t.is(second.head.epochId, two)
  t.deepEqual(Object.keys(second.producers), [two, three])
})

test('more than two thirds of the stake must approve, to the yocto', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 30n }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      (stakes, signs) => {
        const some = makeValidators(stakes)
        const block = makeBlock({
          made: ONE,
          validators: some,
          next,
          signs: (i) => signs[i] ?? false,
        })
        const total = stakes.reduce((sum, stake) => sum + stake, 0n)
        const approved = stakes.reduce((sum, stake, i) => (signs[i] ? sum + stake : sum), 0n)
        const enough = approved > (total * 2n) / 3n
        t.is(refusedAt(block, trustedAt(100, some, next)), enough ? 'nowhere' : 'stake')
      },
    ),
    { numRuns: 60 },
  )
})

test('exactly two thirds are too little, and one yocto more is enough', (t) => {
  const signs = (index: number) => index === 0
  for (const [stake, refused] of [
    [2n * YOCTO_IN_NEAR - 1n, 'stake'],
    [2n * YOCTO_IN_NEAR, 'stake'],
    [2n * YOCTO_IN_NEAR + 1n, 'nowhere'],
  ] as const) {
    const some = makeValidators([stake, YOCTO_IN_NEAR])
    const block = makeBlock({ made: ONE, validators: some, next, signs })
    t.is(refusedAt(block, trustedAt(100, some, next)), refused)
  }
})

test('the refusal for too little stake says how much there was', (t) => {
  const block = makeBlock({ made: ONE, validators, next, signs: (index) => index !== 0 })
  const error = t.throws(() => applyLightClientBlock(trusted, block), {
    message: /approved by 6000000000000000000000000 of 11000000000000000000000000 yocto at stake/,
  })
  t.like(error, { code: 'LIGHT_CLIENT_BLOCK_INVALID', details: { approved: 6n * YOCTO_IN_NEAR } })
})

test('approvals may be left out at the end, and may go on past the producers', (t) => {
  const block = makeBlock({ made: ONE, validators, next })
  const approvals = block.approvals_after_next
  t.is(refusedAt({ ...block, approvals_after_next: approvals.slice(0, 3) }), 'nowhere')
  t.is(refusedAt({ ...block, approvals_after_next: approvals.slice(0, 1) }), 'stake')
  t.is(refusedAt({ ...block, approvals_after_next: [...approvals, null, approvals[0]] }), 'nowhere')
  t.is(refusedAt({ ...block, approvals_after_next: [] }), 'stake')
})

test('an approval counts for the one whose place it has', (t) => {
  const block = makeBlock({ made: ONE, validators, next })
  const [a, b, ...rest] = block.approvals_after_next
  t.is(refusedAt({ ...block, approvals_after_next: [b, a, ...rest] }), 'approvals')
  t.is(refusedAt({ ...block, approvals_after_next: [a, a, ...rest] }), 'approvals')
  // The approvals of another block do not fit.
  const other = makeBlock({ made: { ...ONE, height: 102 }, validators, next })
  t.is(refusedAt({ ...block, approvals_after_next: other.approvals_after_next }), 'approvals')
  // A wrong approval is refused even where the others would be enough.
  const wrong = [a, b, rest[0], other.approvals_after_next[3]]
  t.is(refusedAt({ ...block, approvals_after_next: wrong }), 'approvals')
})

test('a block that is not above the trusted one is refused', (t) => {
  for (const height of [99, 100]) {
    const block = makeBlock({ made: { ...ONE, height }, validators, next })
    t.is(refusedAt(block), 'height')
  }
})

test('a block of an epoch that is neither this one nor the next is refused', (t) => {
  for (const [epoch, nextEpoch] of [
    ['three', 'four'],
    ['zero', 'one'],
  ] as const) {
    const block = makeBlock({ made: { epoch, nextEpoch, height: 300 }, validators, next })
    t.is(refusedAt(block), 'epoch')
  }
})

test('the first block of an epoch must say who produces the next; others need not', (t) => {
  const without = (block: BlockJson): BlockJson => ({ ...block, next_bps: undefined }) as never
  const inside = without(makeBlock({ made: ONE, validators, next }))
  const state = applyLightClientBlock(trusted, inside)
  t.is(state.producers[state.head.nextEpochId]?.length, 3)
  t.is(refusedAt({ ...inside, next_bps: null }), 'nowhere')
  const first = without(makeBlock({ made: TWO, validators: next, next: third }))
  t.is(refusedAt(first), 'producers')
})

test('producers other than those whose hash the block has are refused', (t) => {
  const block = makeBlock({ made: ONE, validators, next })
  const producers = block.next_bps ?? []
  t.is(refusedAt({ ...block, next_bps: [] }), 'producers')
  t.is(refusedAt({ ...block, next_bps: producers.slice(1) }), 'producers')
  t.is(refusedAt({ ...block, next_bps: [...producers].reverse() }), 'producers')
  t.is(refusedAt({ ...block, next_bps: [...producers, ...producers] }), 'producers')
})

test('validators with keys of another curve are refused by name', (t) => {
  const key = `secp256k1:${encodeBase58(Buffer.alloc(64, 7))}`
  const block = makeBlock({ made: ONE, validators, next })
  const [first, ...rest] = block.next_bps ?? []
  const named = t.throws(() =>
    applyLightClientBlock(trusted, {
      ...block,
      next_bps: [{ ...first, public_key: key }, ...rest],
    }),
  )
  t.is(named?.message.startsWith(`The validator validator-0.pool.near has the key ${key}`), true)
  // The same in what is trusted from before.
  const others = validators.map((one, index) => (index === 0 ? { ...one, publicKey: key } : one))
  const foreign = trustedAt(100, others, next)
  t.is(refusedAt(block, foreign), 'producers')
})

test('who trusts nothing of an epoch accepts no block of it', (t) => {
  const block = makeBlock({ made: ONE, validators, next })
  t.is(refusedAt(block, { ...trusted, producers: {} }), 'producers')
})

test('what is no light client block is refused for its form, naming the field', (t) => {
  const block = makeBlock({ made: ONE, validators, next })
  const wrong: [field: string, value: unknown][] = [
    ['', null],
    ['', []],
    ['inner_lite', { ...block, inner_lite: undefined }],
    ['prev_block_hash', { ...block, prev_block_hash: 'short' }],
    ['inner_lite.height', { ...block, inner_lite: { ...block.inner_lite, height: '101' } }],
    ['inner_lite.height', { ...block, inner_lite: { ...block.inner_lite, height: 2 ** 60 } }],
    [
      'inner_lite.timestamp_nanosec',
      { ...block, inner_lite: { ...block.inner_lite, timestamp_nanosec: `${2n ** 64n}` } },
    ],
    ['approvals_after_next.0', { ...block, approvals_after_next: ['nothing'] }],
    [
      'next_bps.0.stake',
      { ...block, next_bps: [{ ...block.next_bps?.[0], stake: `${2n ** 128n}` }] },
    ],
    ['next_bps.0.stake', { ...block, next_bps: [{ ...block.next_bps?.[0], stake: '01' }] }],
  ]
  for (const [path, value] of wrong) {
    const error = t.throws(() => applyLightClientBlock(trusted, value))
    t.like(error, { code: 'LIGHT_CLIENT_BLOCK_INVALID', details: { step: 'form', path } })
  }
})
