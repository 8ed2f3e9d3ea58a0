import test from 'ava'
import { abi } from './abi.ts'
import { createBaseState } from './fuzz/base-state.ts'
import { fuzzMethod } from './fuzz/fuzz-method.ts'
import { buildRegistry, type TestRegistry } from './registry.ts'

// A part of what tests/slow/contract does, by the same rules.

const RUNS_EACH = 150
const SEED = 20_260_701

let fresh: () => TestRegistry
test.before(async () => {
  fresh = createBaseState((await buildRegistry()).wasm)
})

for (const { name } of abi.body.functions) {
  test(`${name} takes what it should, and refuses ${RUNS_EACH} broken arguments by name, without a trace`, (t) => {
    t.notThrows(() => fuzzMethod(name, fresh, { runs: RUNS_EACH, seed: SEED }))
  })
}
