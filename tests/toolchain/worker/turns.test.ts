import test from 'ava'
import { createTurns } from '../../../toolchain/worker/turns.ts'

/** Lets everything that can go on now go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Asks for turns, and tells which have begun. */
function ask(count: number, atOnce: number) {
  const takeTurn = createTurns(atOnce)
  const begun: number[] = []
  const ends = new Map<number, () => void>()
  const take = (i: number, signal?: AbortSignal): Promise<void> =>
    takeTurn(signal).then((end) => {
      begun.push(i)
      ends.set(i, end)
    })
  const taken = Array.from({ length: count }, (_, i) => take(i))
  return { begun, take, taken, end: (i: number) => ends.get(i)?.() }
}

test('the first turn is alone, and later ones go some at a time, in order', async (t) => {
  const { begun, end } = ask(6, 2)
  await settle()
  t.deepEqual(begun, [0])
  end(0)
  await settle()
  t.deepEqual(begun, [0, 1, 2])
  end(2)
  await settle()
  t.deepEqual(begun, [0, 1, 2, 3])
  end(1)
  end(3)
  await settle()
  t.deepEqual(begun, [0, 1, 2, 3, 4, 5])
})

test('who gives up while waiting takes no turn and holds nobody up', async (t) => {
  const { begun, end, take } = ask(1, 1)
  const ending = new AbortController()
  const given = take(1, ending.signal)
  const last = take(2)
  await settle()
  ending.abort(new Error('Ended by the test.'))
  await t.throwsAsync(given, { message: 'Ended by the test.' })
  end(0)
  await last
  t.deepEqual(begun, [0, 2])
  await t.throwsAsync(take(3, AbortSignal.abort(new Error('Too late.'))), { message: 'Too late.' })
})
