import anyTest, { type TestFn } from 'ava'
import { createFaults } from '../../../devnet/neardata/faults.ts'
import { serve } from '../../../devnet/server.ts'
import {
  type Block,
  createRpcSource,
  type IndexerError,
  type Wanted,
} from '../../../indexer/index.ts'
import { quickClock, silent } from '../quick-clock.ts'
import { type History, makeHistory, REGISTRY } from './history.ts'

// Nodes that do not have all, and nodes that lie. Each is a devnet whose answers are altered on the way.

type Devnet = Awaited<ReturnType<typeof serve>>
type Context = { history: History; devnet: Devnet }
const test = anyTest as TestFn<Context>

test.before(async (t) => {
  const history = await makeHistory()
  const faults = createFaults([])
  const devnet = await serve(history.node, { host: '127.0.0.1', port: 0, faults })
  t.context = { history, devnet }
})

test.after.always((t) => t.context.devnet?.close())

type Answer = { result?: Record<string, unknown>; error?: unknown }
type Asked = { method: string; params: Record<string, unknown> }

const refusal = (name: string) => ({ error: { name: 'HANDLER_ERROR', cause: { name, info: {} } } })

/** Lets answers through, altered. */
function through(alter: (asked: Asked, answer: Answer) => object): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await globalThis.fetch(input, init)
    const asked = JSON.parse(init?.body as string) as Asked
    const altered = alter(asked, (await response.json()) as Answer)
    return new Response(JSON.stringify({ jsonrpc: '2.0', id: 1, ...altered }))
  }
}

async function read(
  { history, devnet }: Context,
  alter: (asked: Asked, answer: Answer) => object = (_, answer) => answer,
  wanted: Wanted = { executor: REGISTRY, code: 'none' },
): Promise<{ blocks: Block[]; error: IndexerError | undefined }> {
  const source = createRpcSource({
    urls: [devnet.url],
    wanted,
    logger: silent,
    clock: quickClock(),
    fetch: through(alter),
  })
  const blocks: Block[] = []
  try {
    for await (const block of source.blocks(1, new AbortController().signal)) {
      blocks.push(block)
      if (block.height >= history.lastHeight) break
    }
    return { blocks, error: undefined }
  } catch (error) {
    return { blocks, error: error as IndexerError }
  }
}

const isProof = ({ method }: Asked) => method === 'EXPERIMENTAL_light_client_proof'
const logsOf = (blocks: readonly Block[]) =>
  blocks.flatMap(({ receipts }) => receipts.flatMap(({ logs }) => logs))

test('a node without proofs is asked for the transactions', async (t) => {
  const { blocks } = await read(t.context)
  const without = await read(t.context, (asked, answer) =>
    isProof(asked) ? refusal('UNKNOWN_TRANSACTION_OR_RECEIPT') : answer,
  )
  t.deepEqual(without.blocks, blocks)
  t.is(logsOf(blocks).length, t.context.history.events)
})

test('a node with neither proofs nor transactions is left, and the error says for which', async (t) => {
  const { error } = await read(t.context, (asked, answer) =>
    isProof(asked) || asked.method === 'EXPERIMENTAL_receipt_to_tx'
      ? refusal('UNKNOWN_TRANSACTION_OR_RECEIPT')
      : answer,
  )
  t.is(error?.code, 'OUTCOME_NOT_SERVED')
  t.regex(error?.message ?? '', /neither a proof .* nor its transaction\. Use a node that keeps/)
})

test('a node that only does not know transactions is good enough', async (t) => {
  const { blocks } = await read(t.context, (asked, answer) =>
    asked.method === 'EXPERIMENTAL_receipt_to_tx' ? refusal('UNSUPPORTED') : answer,
  )
  t.is(logsOf(blocks).length, t.context.history.events)
  t.true(blocks.every(({ receipts }) => receipts.every(({ txHash }) => txHash === null)))
})

test('an altered log does not lead to the root of the outcomes, and stops the source', async (t) => {
  const { error } = await read(t.context, (asked, answer) => {
    if (!isProof(asked)) return answer
    return JSON.parse(JSON.stringify(answer).replace('EVENT_JSON:', 'EVENT_JSON: '))
  })
  t.is(error?.code, 'SOURCE_BAD_PROOF')
  t.regex(error?.message ?? '', /outcome root/)
})

test('the proof of another receipt is refused', async (t) => {
  let other: Answer | undefined
  const { error } = await read(t.context, (asked, answer) => {
    if (!isProof(asked)) return answer
    other ??= answer
    return other
  })
  t.is(error?.code, 'SOURCE_BAD_PROOF')
})

test('a block that is called skipped is found by the next one, which names it', async (t) => {
  const { blocks } = await read(t.context)
  const hidden = blocks.find(({ receipts }) => receipts.length > 0)?.height
  const isHidden = ({ method, params }: Asked) => method === 'block' && params.block_id === hidden
  const without = await read(t.context, (asked, answer) =>
    isHidden(asked) ? refusal('UNKNOWN_BLOCK') : answer,
  )
  t.deepEqual(without.blocks, blocks)
})

test('blocks that a node no longer keeps are an error that says what does', async (t) => {
  const early = await read(t.context, ({ method }, answer) =>
    method === 'status'
      ? { result: { ...answer.result, sync_info: { earliest_block_height: 50 } } }
      : answer,
  )
  t.is(early.error?.code, 'BLOCK_NOT_KEPT')
  t.regex(early.error?.message ?? '', /block 1 any more.*archival node, or the source neardata/)

  const collected = await read(t.context, ({ method, params }, answer) =>
    method === 'block' && params.block_id === 20 ? refusal('GARBAGE_COLLECTED_BLOCK') : answer,
  )
  t.is(collected.error?.code, 'BLOCK_NOT_KEPT')
  t.is(collected.blocks.at(-1)?.height, 19)
})

test('the code of all accounts is refused with what to do', (t) => {
  const wanted: Wanted = { executor: REGISTRY, code: 'all' }
  const options = { urls: [t.context.devnet.url], logger: silent, clock: quickClock() }
  t.throws(() => createRpcSource({ ...options, wanted }), { code: 'CANNOT_WATCH_ALL' })
})

test('what a receipt that the node does not keep has left is told all the same', async (t) => {
  const wanted: Wanted = { executor: REGISTRY, code: (id) => id === 'user.test.near' }
  const all = await read(t.context, undefined, wanted)
  const { blocks } = await read(
    t.context,
    ({ method }, answer) =>
      method === 'EXPERIMENTAL_receipt' ? refusal('UNKNOWN_RECEIPT') : answer,
    wanted,
  )
  const seen = (from: readonly Block[]) => [
    ...new Set(
      from.flatMap(({ codeChanges }) => codeChanges.map(({ code }) => JSON.stringify(code))),
    ),
  ]
  t.deepEqual(seen(blocks), seen(all.blocks))
})
