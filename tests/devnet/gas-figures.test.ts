import { readFileSync } from 'node:fs'
import test from 'ava'
import { CASES } from '../../scripts/gas-figures/cases.ts'
import { compare } from '../../scripts/gas-figures/compare.ts'
import { measure } from '../../scripts/gas-figures/measure.ts'
import { REASONS, toReasons, toTable } from '../../scripts/gas-figures/table.ts'

const measured = await measure(CASES)
const rows = compare(CASES, measured)
const of = (title: string) => measured[CASES.findIndex((one) => one.title === title)]

test('every cost is what nearcore was measured to charge, to the last digit, unless there is a reason', (t) => {
  const exact = rows.filter(({ cost }) => !Object.hasOwn(REASONS, cost))
  t.is(exact.length, 98)
  for (const { case: title, cost, published, devnet } of exact) {
    t.is(devnet, published, `${cost} of ${title}`)
  }
})

test('a calculation costs the same instructions as the published one', (t) => {
  const row = rows.find(
    ({ case: title, cost }) => title === '20,000 turns' && cost === 'WASM_INSTRUCTION',
  )
  const { published = 0, devnet = 0 } = row ?? {}
  t.true(Math.abs(devnet / published - 1) < 0.01, `${devnet} Ggas, published ${published}`)
})

test('sending a call and refunding its gas cost what a published outcome has to the unit', (t) => {
  // near-sdk-js, benchmark/example-outcome.json: a call of "empty" with two bytes of arguments.
  t.is(of('minimal')?.convert, 2_427_936_651_538n)
  t.is(of('minimal')?.refund, 223_182_562_500n)
})

test('the contracts do what the published ones do', (t) => {
  t.deepEqual(
    ['20,000 turns', '10,000 turns', '100 turns'].map((title) => of(title)?.returned),
    ['-10000', '-5000', '-50'],
  )
})

test('the page shows these figures and says why others differ', (t) => {
  const page = readFileSync(new URL('../../docs/devnet.md', import.meta.url), 'utf8')
  t.true(page.includes(toTable(rows)), toTable(rows))
  t.true(page.includes(toReasons(rows)), toReasons(rows))
})
