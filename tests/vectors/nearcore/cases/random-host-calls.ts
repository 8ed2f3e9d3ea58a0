import { type CaseContext, VERSIONS, type VmCase } from '../vm-case.ts'
import { createHostProgram, type HostProgram, type Step } from './host-program.ts'
import { createRandomNumbers, type RandomNumbers } from './random-numbers.ts'
import { type ArgumentKind, signatures } from './signatures.ts'
import { usualCalls } from './usual-calls.ts'

type Value = bigint | number

const TEXTS = [
  '',
  'bob.near',
  'contract.near',
  'Bad_Account',
  'a.b',
  'key',
  'method',
  'one,two',
  ',',
  'v1.near',
]
const IMPLICIT = ['ab'.repeat(32), `0x${'cd'.repeat(20)}`, `0s${'ef'.repeat(20)}`]
const NUMBERS: readonly bigint[] = [0n, 1n, 2n, 3n, 10n ** 12n, 10n ** 13n, 2n ** 64n - 1n]
const AMOUNTS: readonly bigint[] = [0n, 1n, 10n ** 24n, 11n * 10n ** 24n, 2n ** 128n - 1n]
const FREE = 50_000
const FROM_REGISTER = 2n ** 64n - 1n
const CALLS_AT_MOST = 10

/** Makes calls of contracts that call host functions at random, `count` methods in one contract. */
export function randomHostCallCases(seed: number, count: number): VmCase[] {
  const program = createHostProgram(`random host calls ${seed}`, VERSIONS)
  const usual = usualCalls(program)
  // What protocol 84 has, so that the contract links at each version.
  const names = Object.keys(usual)
  for (let i = 0; i < count; i++) {
    const random = createRandomNumbers(seed + i)
    const steps: Step[] = []
    for (let left = 1 + random.below(CALLS_AT_MOST); left > 0; left--) {
      const name = random.pick(names)
      const call = usual[name]
      if (call === undefined) continue
      if (random.oneIn(3)) steps.push(...(call.before ?? []))
      const args = random.oneIn(3) ? call.args : randomArguments(random, program, name, call.args)
      steps.push([name, ...args])
    }
    program.add(String(i), steps, { context: randomContext(random) })
  }
  return program.cases()
}

function randomArguments(
  random: RandomNumbers,
  program: HostProgram,
  name: string,
  usual: readonly Value[],
): Value[] {
  let at = 0
  return (signatures[name]?.args ?? []).flatMap((kind) => {
    const width = kind === 'slice' ? 2 : 1
    const own = usual.slice(at, at + width)
    at += width
    return random.oneIn(2) ? own : randomArgument(random, program, kind)
  })
}

function randomArgument(random: RandomNumbers, program: HostProgram, kind: ArgumentKind): Value[] {
  switch (kind) {
    case 'slice': {
      if (random.oneIn(6)) return [FROM_REGISTER, random.below(5)]
      if (random.oneIn(6)) return program.bytes(new Uint8Array(random.pick([20, 32, 33, 64, 65])))
      if (random.oneIn(4)) return program.text(random.pick(IMPLICIT))
      return random.oneIn(8) ? [random.below(5_000), 0] : program.text(random.pick(TEXTS))
    }
    case 'pointer':
      return [random.oneIn(2) ? program.u128(random.pick(AMOUNTS)) : FREE]
    case 'register':
      return [random.below(5)]
    case 'promise':
      return [random.below(4)]
    case 'number':
      return [random.pick(NUMBERS)]
    case 'i32':
      return [random.below(3_000)]
  }
}

function randomContext(random: RandomNumbers): Partial<CaseContext> {
  return {
    ...(random.oneIn(4) && {
      accountBalance: '0',
      attachedDeposit: random.pick(['0', '1', '100']),
    }),
    ...(random.oneIn(3) && { prepaidGas: String(10n ** 11n + BigInt(random.next()) * 1_000n) }),
    ...(random.oneIn(6) && { viewGas: '1000000000000000' }),
    ...(random.oneIn(4) && { outputDataReceivers: ['x.near', 'contract.near', 'x.near'] }),
    ...(random.oneIn(3) && { promiseResults: [{ successful: '616263' }, 'failed', 'not_ready'] }),
  }
}
