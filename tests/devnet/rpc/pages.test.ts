import { fc, testProp } from '@fast-check/ava'
import test from 'ava'
import { actions, KeyPair } from 'near-api-js'
import { answerJsonRpc } from '../../../devnet/rpc/json-rpc.ts'
import { dataSuffix } from '../../../devnet/runtime/contract-storage.ts'
import type { Network } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

type State = {
  values: { key: string; value: string }[]
  last_key?: string
  error?: { cause: { name: string } }
}

async function viewState({ node }: Network, more: object): Promise<State> {
  const params = { account_id: 'test.near', finality: 'final', prefix_base64: '', ...more }
  const body = { jsonrpc: '2.0', id: 1, method: 'EXPERIMENTAL_view_state', params }
  const { result, error } = await answerJsonRpc(node, JSON.stringify(body))
  return { ...(result as unknown as State), ...(error ? { error: error as never } : {}) }
}

/** Reads page after page until there is none. */
async function allPages(network: Network, limit: number, more: object = {}) {
  const pages: State[] = []
  let after_key_base64: string | undefined
  do {
    const page = await viewState(network, { limit, after_key_base64, ...more })
    pages.push(page)
    after_key_base64 = page.last_key
  } while (after_key_base64 !== undefined)
  return pages
}

function withData(entries: readonly (readonly [key: Uint8Array, size: number])[]): Network {
  const network = createNetwork()
  network.node.patch(
    entries.map(([key, size]) => ({
      column: 'data',
      accountId: 'test.near',
      suffix: dataSuffix(key),
      value: new Uint8Array(size),
      cause: { type: 'migration' },
    })),
  )
  return network
}

const keys = fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 4 }), {
  maxLength: 30,
  selector: (key) => dataSuffix(key),
})

testProp(
  'the pages of a state are what it has in one, in the order of its bytes, none fuller than asked for',
  [keys, fc.integer({ min: 1, max: 9 }), fc.uint8Array({ maxLength: 2 })],
  async (t, given, limit, prefix) => {
    const network = withData(given.map((key) => [key, 3] as const))
    const prefix_base64 = Buffer.from(prefix).toString('base64')
    const pages = await allPages(network, limit, { prefix_base64 })
    const paged = pages.flatMap(({ values }) => values)
    t.deepEqual(paged, (await viewState(network, { prefix_base64 })).values)
    const expected = given
      .filter((key) => dataSuffix(key).startsWith(dataSuffix(prefix)))
      .sort((a, b) => Buffer.compare(a, b))
      .map((key) => Buffer.from(key).toString('base64'))
    t.deepEqual(
      paged.map(({ key }) => key),
      expected,
    )
    t.true(pages.every(({ values }) => values.length <= limit))
    t.is(pages.length, Math.max(1, Math.ceil(expected.length / limit)))
  },
  { numRuns: 60 },
)

test('a page ends once its bytes are fifty thousand, and one value may run over', async (t) => {
  const sizes = [30_000, 30_000, 30_000, 80_000, 1]
  const network = withData(sizes.map((size, index) => [Uint8Array.of(index), size] as const))
  const pages = await allPages(network, 10_000)
  t.deepEqual(
    pages.map(({ values }) => values.length),
    [2, 2, 1],
  )
})

test('an account whose storage is above the limit is shown in pages alone', async (t) => {
  const network = createNetwork()
  const large = { amount: '1', locked: '0', storage_usage: 50_001, code_hash: '1'.repeat(32) }
  const records = [{ Account: { account_id: 'test.near', account: large } }]
  const patch = { jsonrpc: '2.0', id: 1, method: 'sandbox_patch_state', params: { records } }
  await answerJsonRpc(network.node, JSON.stringify(patch))
  t.is((await viewState(network, {})).error?.cause.name, 'TOO_LARGE_CONTRACT_STATE')
  t.deepEqual((await viewState(network, { limit: 5 })).values, [])
})

test('pages that make no sense are refused', async (t) => {
  const network = createNetwork()
  const cases: [more: object, name: string][] = [
    [{ limit: 0 }, 'PARSE_ERROR'],
    [{ limit: -1 }, 'PARSE_ERROR'],
    [{ limit: 2 ** 32 }, 'PARSE_ERROR'],
    [{ limit: '5' }, 'PARSE_ERROR'],
    [{ after_key_base64: '!' }, 'PARSE_ERROR'],
    [{ after_key_base64: 'AAAA', prefix_base64: 'AQ==' }, 'INTERNAL_ERROR'],
    [{ limit: 5, include_proof: true }, 'INTERNAL_ERROR'],
    [{ include_proof: true }, 'PARSE_ERROR'],
  ]
  for (const [more, name] of cases) {
    t.is((await viewState(network, more)).error?.cause.name, name, JSON.stringify(more))
  }
})

test('access keys come in pages, a hundred at most, in the order of their bytes', async (t) => {
  const network = createNetwork()
  const added = Array.from({ length: 110 }, () => KeyPair.fromRandom('ed25519').getPublicKey())
  const { run, root, node } = network
  for (let from = 0; from < added.length; from += 55) {
    const some = added.slice(from, from + 55)
    await run(
      root,
      'test.near',
      some.map((key) => actions.addFullAccessKey(key)),
    )
  }
  const ask = async (more: object) => {
    const params = { request_type: 'view_access_key_list', account_id: 'test.near', ...more }
    const body = {
      jsonrpc: '2.0',
      id: 1,
      method: 'query',
      params: { finality: 'final', ...params },
    }
    const { result, error } = await answerJsonRpc(node, JSON.stringify(body))
    return {
      ...(result as unknown as { keys: { public_key: string }[]; last_key?: string }),
      error,
    }
  }
  t.like((await ask({})).error, { cause: { name: 'TOO_MANY_ACCESS_KEYS', info: { limit: 100 } } })
  const first = await ask({ limit: 1_000 })
  t.is(first.keys.length, 100)
  t.is(first.last_key, first.keys.at(-1)?.public_key)
  const second = await ask({ after_key: first.last_key })
  t.is(second.keys.length, 11)
  t.is(second.last_key, undefined)
  const all = [...first.keys, ...second.keys].map(({ public_key }) => public_key)
  const expected = [...added, root.key.getPublicKey()]
    .sort((a, b) => Buffer.compare(a.data, b.data))
    .map((key) => key.toString())
  t.deepEqual(all, expected)
  t.deepEqual((await ask({ account_id: 'nobody.near' })).keys, [])
})
