import test from 'ava'
import { type Origin, originOf, type SourceChoice } from '../../../cli/mirror/source.ts'

const origin = (choice: Partial<SourceChoice>) =>
  originOf({ network: 'mainnet', source: 'neardata', ...choice })
const found = (choice: Partial<SourceChoice>): Origin => {
  const of = origin(choice)
  if ('missing' in of) throw new Error(of.missing)
  return of
}

test('a named network brings blocks, RPC and chain id', (t) => {
  t.like(found({}), { chainId: 'mainnet', rpc: ['https://free.rpc.fastnear.com'] })
  t.like(found({ network: 'testnet' }), { chainId: 'testnet' })
  t.like(found({ network: 'devnet' }), { chainId: 'localnet', rpc: ['http://127.0.0.1:3030'] })
})

test('blocks of one chain are not compared with the RPC of another', (t) => {
  t.deepEqual(found({ blocks: ['http://127.0.0.1:1'] }).rpc, [])
  const rpc = ['http://127.0.0.1:2']
  t.deepEqual(found({ blocks: ['http://127.0.0.1:1'], rpc }).rpc, rpc)
})

test('any other name is a chain id, and needs to be told where its blocks are', (t) => {
  t.like(found({ network: 'localnet', blocks: ['http://127.0.0.1:1'] }), { chainId: 'localnet' })
  t.deepEqual(origin({ network: 'localnet' }), { missing: '--blocks <url...>' })
  t.deepEqual(origin({ network: 'localnet', source: 'rpc' }), { missing: '--rpc <url...>' })
  t.deepEqual(origin({ network: 'devnet', source: 'lake' }), { missing: '--lake-bucket <name>' })
  const bucket = { network: 'localnet', source: 'lake', lakeBucket: 'mine' } as const
  t.deepEqual(origin(bucket), { missing: '--lake-region <name>' })
  t.like(found({ ...bucket, lakeRegion: 'here' }), { chainId: 'localnet' })
})

test('each kind of source opens', async (t) => {
  const wanted = { executor: 'registry.near', code: 'none' } as const
  const clock = { now: Date.now, sleep: async () => {} }
  const options = { logger: { warn() {} }, clock }
  for (const source of ['neardata', 'rpc', 'lake'] as const) {
    const opened = await found({ source }).open(wanted, options)
    t.like(opened.stats(), { finalHeight: null, retries: {}, trouble: null })
  }
})
