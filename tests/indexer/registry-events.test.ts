import test from 'ava'
import { type Block, isIndexerError } from '../../indexer/index.ts'
import { registryEvents } from '../../indexer/registry-events.ts'
import { encodeBase58 } from '../../protocol/base58.ts'
import { eventJson, eventJsonOf, type RegistryEvent } from '../../protocol/event.ts'
import { appendEvent, emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { FIRST_HEIGHT, madeUpChain, outcome, REGISTRY } from './made-up-chain.ts'
import { createMadeUpRegistry, hashOf, logLine, recipe, type Step } from './made-up-registry.ts'

const attest: Step = { kind: 'attest', who: 0, what: 0, value: 1 }
const { blocks } = madeUpChain([
  [attest, { ...attest, who: 1 }, { kind: 'policy_set', who: 0, what: 0, value: 0 }],
])
const block = blocks[0] as Block

const read = (of: Block, chain = emptyChain()) =>
  registryEvents(of, REGISTRY, chain, portableHasher)

/** A block with one receipt that logs one event, made by a registry and then altered. */
function blockWith(alter: (event: RegistryEvent) => unknown, step: Step = attest): Block {
  const event = createMadeUpRegistry().event(step, FIRST_HEIGHT) as RegistryEvent
  const logs = [
    `EVENT_JSON:${JSON.stringify({ ...JSON.parse(eventJson(event)), ...(alter(event) as object) })}`,
  ]
  return { ...block, receipts: [outcome('altered', { logs })] }
}

const withData = (change: object, step?: Step) =>
  blockWith(({ data }) => ({ data: [{ ...data, ...change }] }), step)

test("only events of the registry's successful receipts are taken, with where they were logged", (t) => {
  const { events, chain } = read(block)
  t.deepEqual(
    events.map(({ row }) => [row.seq, row.kind, row.log_index]),
    [
      [1, 'attest', 3],
      [2, 'attest', 3],
      [3, 'policy_set', 3],
    ],
  )
  t.like(events[1]?.row, {
    block_height: block.height,
    receipt_id: outcome(`${FIRST_HEIGHT}/1`, {}).receiptId,
    tx_hash: outcome(`${FIRST_HEIGHT}/1`, {}).txHash,
  })
  t.is(chain.seq, 3)
})

test('the heads are those of the hash chain over the texts as they were logged', (t) => {
  const logged = block.receipts
    .filter(({ executorId, status }) => executorId === REGISTRY && status === 'SuccessValue')
    .flatMap(({ logs }) => logs.flatMap((line) => eventJsonOf(line) ?? []))
  let chain = emptyChain()
  for (const [i, { row }] of read(block).events.entries()) {
    t.is(row.event_json, logged[i] as string)
    chain = appendEvent(chain, row.event_json, portableHasher)
    t.is(row.head, encodeBase58(chain.head))
  }
})

test('the numbers say the order, whatever the order of the receipts', (t) => {
  const reversed = { ...block, receipts: block.receipts.toReversed() }
  t.deepEqual(read(reversed), read(block))
})

test('several events of one receipt are all taken', (t) => {
  const registry = createMadeUpRegistry()
  const logs = [attest, attest].map((step) =>
    logLine(registry.event(step, FIRST_HEIGHT) as RegistryEvent),
  )
  const { events } = read({ ...block, receipts: [outcome('one', { logs })] })
  t.deepEqual(
    events.map(({ row }) => row.log_index),
    [0, 1],
  )
})

for (const status of ['Failure', 'Unknown'] as const) {
  test(`an event in a receipt of status ${status} does not count`, (t) => {
    const receipts = block.receipts.map((receipt) => ({ ...receipt, status }))
    t.deepEqual(read({ ...block, receipts }).events, [])
  })
}

test('a missing event is a gap', (t) => {
  const receipts = block.receipts.filter(
    ({ receiptId }) => receiptId !== outcome(`${FIRST_HEIGHT}/1`, {}).receiptId,
  )
  const error = t.throws(() => read({ ...block, receipts }))
  t.true(isIndexerError(error, 'SEQ_GAP'))
  t.like(error, { details: { height: FIRST_HEIGHT, expected: 2, found: 3 } })
})

test('a first event with another number says to start earlier', (t) => {
  const error = t.throws(() => read(withData({ seq: 12 })), { code: 'SEQ_GAP' })
  t.regex(error?.message ?? '', /event 12, but event 1 comes next.*Start at or before/)
})

test('an event that comes twice is a gap too', (t) => {
  const { chain } = read(block)
  t.throws(() => read(block, chain), {
    code: 'SEQ_GAP',
    message: /event 1, but event 4 comes next/,
  })
})

const policy: Step = { kind: 'policy_set', who: 0, what: 0, value: 0 }
const wrong: [string, Block, RegExp][] = [
  ['another block height', withData({ block_height: 7 }), /is of block 7/],
  ['a recipe of another id', withData({ recipe: recipe(3) }), /names recipe \w+, but holds/],
  ['a policy of another digest', withData({ digest: hashOf('x') }, policy), /has digest/],
  [
    'a statement that contradicts itself',
    withData({ outcome: 'failed' }),
    /code_hash.*must be null/,
  ],
  ['an unknown field', withData({ verdict: 'good' }), /`event.data.verdict` is not a known field/],
  ['an unknown kind', blockWith(() => ({ event: 'verified' })), /event.event.*must be one of/],
  ['a later version', blockWith(() => ({ version: '2.0.0' })), /event.version/],
]

for (const [what, of, says] of wrong) {
  test(`an event with ${what} stops`, (t) => {
    const error = t.throws(() => read(of))
    t.true(isIndexerError(error, 'BAD_EVENT'))
    t.regex(error?.message ?? '', says)
    t.like(error, { details: { height: FIRST_HEIGHT } })
  })
}
