import { isDeepStrictEqual } from 'node:util'
import { createCaseVm, runCase } from '../../devnet/vm/run-case.ts'
import { randomCases } from './cases/random-cases.ts'
import { randomHostCallCases } from './cases/random-host-calls.ts'
import { nearcoreVectors } from './nearcore-vectors.ts'
import { withoutDebug } from './vm-case.ts'

const AT_ONCE = 500

const [first = 1, count = 1_000, version = 88] = process.argv.slice(2, 5).map(Number)
const casesFrom = process.argv[5] === 'calls' ? randomHostCallCases : randomCases
const vm = createCaseVm(version)
const ends = new Map<string, number>()
let different = 0

for (let seed = first; seed < first + count; seed += AT_ONCE) {
  const cases = casesFrom(seed, Math.min(AT_ONCE, first + count - seed))
  for (const { case: one, outcomes } of await nearcoreVectors(cases)) {
    const expected = withoutDebug(outcomes.get(version) ?? {})
    const outcome = runCase(vm, one)
    const end = expected.error?.kind ?? 'succeeded'
    ends.set(end, (ends.get(end) ?? 0) + 1)
    if (isDeepStrictEqual(outcome, expected)) continue
    different++
    process.stdout.write(
      `${one.name}\n  nearcore ${JSON.stringify(expected)}\n  devnet ${JSON.stringify(outcome)}\n`,
    )
  }
}
process.stdout.write(
  `${different} of ${count} differ. ${JSON.stringify(Object.fromEntries(ends))}\n`,
)
