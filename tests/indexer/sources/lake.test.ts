import anyTest, { type TestFn } from 'ava'
import fc from 'fast-check'
import { createLakeSource, type LakeOptions } from '../../../indexer/index.ts'
import { lastHeight } from '../../../indexer/sources/lake/last-height.ts'
import { createNetwork } from '../../devnet/support/network.ts'
import { quickClock, silent } from '../quick-clock.ts'
import { BUCKET, type LakeServer, serveLake } from './lake-server.ts'

const test = anyTest as TestFn<LakeServer>

const keys = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' }

test.before(async (t) => {
  const { node, create } = createNetwork()
  await create('someone')
  t.context = await serveLake(node)
})

test.after.always((t) => t.context.close())

test.beforeEach(() => {
  Object.assign(process.env, keys)
})

const open = ({ url }: LakeServer, more: Partial<LakeOptions> = {}) =>
  createLakeSource({
    bucket: BUCKET,
    region: 'eu-central-1',
    endpoint: url,
    wanted: { executor: 'nobody.near', code: 'all' },
    logger: silent,
    clock: quickClock(),
    ...more,
  })

const { signal } = new AbortController()

test.serial('every request is signed and says that the reader pays', async (t) => {
  const source = await open(t.context)
  for await (const block of source.blocks(1, signal)) if (block.height > 1) break
  t.true(t.context.requests.length > 3)
  t.true(t.context.requests.every(({ payer, signed }) => payer === 'requester' && signed))
  t.true(t.context.requests.some(({ path }) => path.includes('/000000000001/shard_0.json')))
})

test.serial('a limit of requests a minute is kept for listings and objects', async (t) => {
  const clock = quickClock()
  const source = await open(t.context, { maxPerMinute: 30, clock })
  const before = t.context.requests.length
  for await (const block of source.blocks(1, signal)) if (block.height > 1) break
  const made = t.context.requests.length - before
  t.true(made > 10)
  // Three may come at once, the others 60/27 s apart; the clock of this test does not move on while it waits.
  t.true(clock.pauses.length >= made - 3, `${clock.pauses.length} pauses, ${made} requests`)
  t.true((clock.pauses.at(-1) ?? 0) > 20_000)
})

test.serial('a bucket that is not there is an error that names it', async (t) => {
  const source = await open(t.context, { bucket: 'other' })
  const error = await t.throwsAsync(source.finalHeight(signal), { code: 'SOURCE_REFUSED' })
  t.regex(error?.message ?? '', /other: NoSuchBucket.*Check the bucket, its region/)
})

test.serial('without keys the error says which are needed', async (t) => {
  for (const name of Object.keys(keys)) delete process.env[name]
  // Nowhere else to look for keys either.
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_CONFIG_FILE: '/nowhere',
  })
  const source = await open(t.context)
  const error = await t.throwsAsync(source.finalHeight(signal), { code: 'SOURCE_REFUSED' })
  t.regex(error?.message ?? '', /no AWS keys\. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/)
})

test('the last height is found among heights with gaps, in few looks', async (t) => {
  const heights = fc.uniqueArray(fc.nat(10 ** 9), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(heights, async (unsorted) => {
      const sorted = unsorted.toSorted((a, b) => a - b)
      let looks = 0
      const found = await lastHeight(0, async (from) => {
        looks++
        return sorted.find((height) => height >= from)
      })
      t.is(found, sorted.at(-1))
      t.true(looks < 110, `${looks} looks`)
    }),
  )
  t.is(await lastHeight(5, async () => undefined), undefined)
})
