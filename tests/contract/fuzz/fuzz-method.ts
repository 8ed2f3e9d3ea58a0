import fc from 'fast-check'
import type { TestRegistry } from '../registry.ts'
import { anyInput, type Broken, breaking } from './breaks.ts'
import { objection } from './judge.ts'
import { VALID_CALLS, type ValidCall } from './valid-calls.ts'

const text = new TextDecoder()

/** Calls a method with as many broken arguments, and some good ones; throws with the seed if the registry takes one of them wrong. */
export function fuzzMethod(
  method: string,
  fresh: () => TestRegistry,
  { runs, seed }: { runs: number; seed: number },
): void {
  const valid = VALID_CALLS[method]
  if (valid === undefined) throw new Error(`There are no arguments to call ${method} with.`)
  const input = inputsOf(valid)
  fc.assert(
    fc.property(input, ({ how, call, broken }) => {
      const registry = fresh()
      const before = registry.state()
      const { as, deposit } = call
      const result = registry.call(method, {}, { as, deposit, raw: broken.input })
      const answer = { ...result, stateChanged: registry.state() !== before }
      if (how === 'nothing' && result.error !== undefined) {
        throw new Error(`${method} refused ${text.decode(broken.input)}: ${result.panic}`)
      }
      const wrong = objection(method, broken, answer)
      if (wrong !== undefined) {
        throw new Error(
          `${method}, ${how}: ${wrong}\nIt was called with ${text.decode(broken.input).slice(0, 2_000)}\nand said: ${result.panic}`,
        )
      }
    }),
    // Shown with what went wrong, since the bytes alone say little.
    { numRuns: runs, seed, includeErrorInReport: true },
  )
}

function good({ args }: ValidCall): Broken {
  return { input: new TextEncoder().encode(JSON.stringify(args)), names: 'anything' }
}

/** Inputs of which some are good, and what was done to them. */
export function inputsOf(valid: fc.Arbitrary<ValidCall>) {
  return fc.oneof(
    { weight: 1, arbitrary: valid.map((call) => ({ how: 'nothing', call, broken: good(call) })) },
    {
      weight: 14,
      arbitrary: fc
        .tuple(valid, breaking)
        .map(([call, { how, breakArgs }]) => ({ how, call, broken: breakArgs(call.args) })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(valid, anyInput)
        .map(([call, broken]) => ({ how: 'anyInput', call, broken })),
    },
  )
}
