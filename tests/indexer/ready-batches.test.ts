import { setTimeout as wait } from 'node:timers/promises'
import test from 'ava'
import { readyBatches } from '../../indexer/ready-batches.ts'

async function* numbers(count: number) {
  for (let i = 1; i <= count; i++) yield i
}

async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[][]> {
  const collected: T[][] = []
  for await (const batch of batches) collected.push(batch)
  return collected
}

test('what is there comes in batches of the largest size', async (t) => {
  t.deepEqual(await collect(readyBatches(numbers(7), 3)), [[1, 2, 3], [4, 5, 6], [7]])
  t.deepEqual(await collect(readyBatches(numbers(0), 3)), [])
})

test('what has to be waited for does not hold back what is there', async (t) => {
  async function* slow() {
    yield* numbers(2)
    await wait(20)
    yield 3
  }
  t.deepEqual(await collect(readyBatches(slow(), 10)), [[1, 2], [3]])
})

test('an error comes after the batch of what was before it', async (t) => {
  async function* failing() {
    yield* numbers(2)
    throw new Error('the third')
  }
  const batches = readyBatches(failing(), 10)
  t.deepEqual((await batches.next()).value, [1, 2])
  await t.throwsAsync(batches.next(), { message: 'the third' })
})

test('ending early closes what the items come from', async (t) => {
  let closed = false
  async function* endless() {
    try {
      for (let i = 0; ; i++) yield i
    } finally {
      closed = true
    }
  }
  for await (const batch of readyBatches(endless(), 2)) {
    t.is(batch.length, 2)
    break
  }
  t.true(closed)
})
