import test from 'ava'
import { type Origin, originOf, type SourceChoice } from '../../../cli/mirror/source.ts'
import { createFaults } from '../../../devnet/neardata/faults.ts'
import { serve } from '../../../devnet/server.ts'
import { createNetwork } from '../../devnet/support/network.ts'
import { BUCKET, serveLake } from '../../indexer/sources/lake-server.ts'

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

test('a limit of requests a minute is kept by each kind of source', async (t) => {
  process.env.AWS_ACCESS_KEY_ID = 'key'
  process.env.AWS_SECRET_ACCESS_KEY = 'secret'
  const { node } = createNetwork()
  const devnet = await serve(node, { host: '127.0.0.1', port: 0, faults: createFaults([]) })
  const lake = await serveLake(node)
  t.teardown(() => Promise.all([devnet.close(), lake.close()]))
  const { signal } = new AbortController()
  for (const source of ['neardata', 'rpc', 'lake'] as const) {
    const pauses: number[] = []
    const clock = { now: () => 0, sleep: async (ms: number) => void pauses.push(ms) }
    const opened = await found({
      network: 'localnet',
      source,
      blocks: [devnet.url],
      lakeBucket: BUCKET,
      lakeRegion: 'here',
      lakeEndpoint: lake.url,
      maxRate: 1,
    }).open({ executor: 'registry.near', code: 'none' }, { logger: { warn() {} }, clock })
    for (let time = 0; time < 3; time++) await opened.firstHeight(signal)
    t.deepEqual(pauses, [60_000, 120_000], source)
  }
})
