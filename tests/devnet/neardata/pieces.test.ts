import anyTest, { type TestFn } from 'ava'
import type { Devnet } from '../../../devnet/index.ts'
import { startDevnet } from '../../../devnet/index.ts'

const test = anyTest as TestFn<Devnet>

test.before(async (t) => {
  t.context = await startDevnet({ blockIntervalMs: 0 })
  t.context.node.produceBlock()
  t.context.node.produceBlock({ skipHeights: 1 })
})

test.after.always(async (t) => {
  await t.context.close()
})

type Message = { block: object; shards: { chunk: object }[] }

async function get({ neardataUrl }: Devnet, path: string) {
  const response = await fetch(`${neardataUrl}${path}`)
  return { status: response.status, body: (await response.json()) as unknown }
}

test('a block can be had in pieces', async (t) => {
  const { body } = await get(t.context, '/v0/block/1')
  const { block, shards } = body as Message
  t.deepEqual((await get(t.context, '/v0/block/1/headers')).body, block)
  t.deepEqual((await get(t.context, '/v0/block/1/shard/0')).body, shards[0])
  t.deepEqual((await get(t.context, '/v0/block/1/chunk/0')).body, shards[0]?.chunk)
  t.deepEqual((await get(t.context, '/v0/block_opt/1')).body, body)
})

for (const path of [
  '/v0/block/2',
  '/v0/block/2/headers',
  '/v0/block/1/shard/7',
  '/v0/block/1/chunk/7',
]) {
  test(`${path}, which is not there, is null`, async (t) => {
    t.deepEqual(await get(t.context, path), { status: 200, body: null })
  })
}

for (const path of ['/v0/last_block/final', '/v0/last_block/optimistic', '/v0/first_block']) {
  test(`${path} leads to a block`, async (t) => {
    const { url } = await fetch(`${t.context.neardataUrl}${path}`)
    t.true(url.endsWith(path === '/v0/first_block' ? '/v0/block/0' : '/v0/block/3'))
  })
}

const REFUSED: [path: string, status: number, body: unknown][] = [
  ['/v0/block/1000', 404, { error: 'Block 1000 is not there yet', type: 'BLOCK_DOES_NOT_EXIST' }],
  [
    '/v0/block/9999999999999999',
    404,
    { error: 'The height is too high', type: 'BLOCK_HEIGHT_TOO_HIGH' },
  ],
  ['/v0/block/-1', 400, 'Invalid argument'],
  ['/v0/block/x', 400, 'Invalid argument'],
  ['/v0/block/1/weather', 404, { error: 'not supported by devnet: GET /v0/block/1/weather' }],
  ['/v1/block/1', 404, { error: 'not supported by devnet: GET /v1/block/1' }],
]

for (const [path, status, body] of REFUSED) {
  test(`${path} is refused`, async (t) => {
    t.deepEqual(await get(t.context, path), { status, body })
  })
}
