import test from 'ava'
import { IndexerError } from '../../../../indexer/index.ts'
import { createFailOver } from '../../../../indexer/sources/requests/fail-over.ts'

const failed = (retryAfterMs: number | null = null) =>
  new IndexerError('SOURCE_FAILED', 'It failed.', { url: 'x', status: 500, retryAfterMs })
const refused = (name: string) =>
  new IndexerError('SOURCE_REFUSED', `${name} refuses.`, { url: name, status: 403 })

/** Three endpoints that answer as they are told, and who was asked in which order. */
function setUp() {
  let now = 1_000_000
  const answers: Record<string, () => unknown> = {}
  const asked: string[] = []
  const left: string[] = []
  const failOver = createFailOver({
    endpoints: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    clock: { now: () => now, sleep: async () => {} },
    onFailure: ({ name }) => void left.push(name),
  })
  const ask = async ({ name }: { name: string }) => {
    asked.push(name)
    return answers[name]?.() ?? name
  }
  return {
    answers,
    left,
    pass: (ms: number) => {
      now += ms
    },
    first: (isEnough: (answer: unknown) => boolean = () => true) => failOver.first(ask, isEnough),
    all: () => failOver.all(ask),
    takeAsked: () => asked.splice(0),
  }
}

const fail = (retryAfterMs?: number) => () => {
  throw failed(retryAfterMs)
}

const refuse = (name: string) => () => {
  throw refused(name)
}

test('the preferred endpoint is asked as long as it answers', async (t) => {
  const { first, takeAsked } = setUp()
  t.deepEqual([await first(), await first()], ['a', 'a'])
  t.deepEqual(takeAsked(), ['a', 'a'])
})

test('one that fails is left alone for a while, longer each time, and then asked first again', async (t) => {
  const { answers, first, left, pass, takeAsked } = setUp()
  answers.a = fail()
  t.deepEqual([await first(), await first()], ['b', 'b'])
  t.deepEqual(takeAsked(), ['a', 'b', 'b'])
  pass(30_000)
  t.is(await first(), 'b')
  pass(30_000)
  t.is(await first(), 'b')
  t.deepEqual(takeAsked(), ['a', 'b', 'b'])
  pass(30_000)
  answers.a = () => 'a'
  t.is(await first(), 'a')
  t.deepEqual(left, ['a', 'a'])
})

test('one that asks for a pause has it, while the others are asked', async (t) => {
  const { answers, first, pass, takeAsked } = setUp()
  answers.a = fail(120_000)
  await first()
  answers.a = () => 'a'
  pass(119_000)
  t.is(await first(), 'b')
  pass(1_000)
  t.is(await first(), 'a')
  t.deepEqual(takeAsked(), ['a', 'b', 'b', 'a'])
})

test('an answer that is not enough is taken only if nobody has more', async (t) => {
  const { answers, first, takeAsked } = setUp()
  answers.a = () => 'stale'
  const isFresh = (answer: unknown) => answer !== 'stale'
  t.is(await first(isFresh), 'b')
  // It has not failed, so it stays the preferred one.
  t.is(await first(), 'stale')
  answers.b = fail()
  answers.c = fail()
  t.is(await first(isFresh), 'stale')
  t.deepEqual(takeAsked(), ['a', 'b', 'a', 'a', 'b', 'c'])
})

test('if all fail the last failure is thrown, and those that rest are better than nothing', async (t) => {
  const { answers, first } = setUp()
  for (const name of ['a', 'b', 'c']) answers[name] = fail()
  await t.throwsAsync(first(), { code: 'SOURCE_FAILED' })
  delete answers.b
  t.is(await first(), 'b')
})

test('what another endpoint cannot mend is thrown at once', async (t) => {
  const { answers, first, takeAsked } = setUp()
  answers.a = () => {
    throw new IndexerError('SOURCE_BAD_BLOCK', 'No block.', { height: 1, field: 'block' })
  }
  await t.throwsAsync(first(), { code: 'SOURCE_BAD_BLOCK' })
  t.deepEqual(takeAsked(), ['a'])
})

test('one that refuses is left alone for an hour, while the others are asked', async (t) => {
  const { answers, first, left, pass, takeAsked } = setUp()
  answers.a = refuse('a')
  t.is(await first(), 'b')
  pass(3_599_000)
  t.is(await first(), 'b')
  t.deepEqual(takeAsked(), ['a', 'b', 'b'])
  t.deepEqual(left, ['a'])
  pass(1_000)
  delete answers.a
  t.is(await first(), 'a')
})

test('one that refuses is not asked again because the others fail for now', async (t) => {
  const { answers, first, takeAsked } = setUp()
  answers.a = refuse('a')
  answers.b = fail()
  answers.c = fail()
  for (let time = 0; time < 2; time++) await t.throwsAsync(first(), { code: 'SOURCE_FAILED' })
  t.deepEqual(takeAsked(), ['a', 'b', 'c', 'b', 'c'])
})

for (const way of ['first', 'all'] as const) {
  test(`${way}: once all refuse the error names them all; until then each is asked once more`, async (t) => {
    const { [way]: ask, answers, takeAsked } = setUp()
    answers.a = refuse('a')
    await ask()
    takeAsked()
    answers.b = refuse('b')
    answers.c = refuse('c')
    const error = await t.throwsAsync(ask(), { code: 'SOURCE_REFUSED' })
    for (const name of ['a', 'b', 'c']) t.true(error?.message.includes(`${name} refuses.`))
    t.true(takeAsked().includes('a'))

    // That of somebody who has paid meanwhile.
    delete answers.a
    t.deepEqual(await ask(), way === 'all' ? ['a'] : 'a')
  })
}

test('all: where those that do not rest refuse, one that failed before is asked again', async (t) => {
  const { answers, all } = setUp()
  answers.c = fail()
  await all()
  answers.a = refuse('a')
  answers.b = refuse('b')
  await t.throwsAsync(all(), { code: 'SOURCE_FAILED' })
  delete answers.c
  t.deepEqual(await all(), ['c'])
})

test('all that are in order are asked at once, and those that fail are left out', async (t) => {
  const { answers, all, takeAsked } = setUp()
  answers.b = fail()
  t.deepEqual(await all(), ['a', 'c'])
  t.deepEqual(await all(), ['a', 'c'])
  t.deepEqual(takeAsked(), ['a', 'b', 'c', 'a', 'c'])
  answers.a = fail()
  answers.c = fail()
  await t.throwsAsync(all(), { code: 'SOURCE_FAILED' })
})
