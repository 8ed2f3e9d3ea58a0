import test from 'ava'
import { abi } from '../../contract/abi.ts'
import { createBaseState } from '../../contract/fuzz/base-state.ts'
import { fuzzMethod } from '../../contract/fuzz/fuzz-method.ts'
import { buildRegistry, type TestRegistry } from '../../contract/registry.ts'

// Of all files together, 22 methods, more than 100,000: two files, so that two processors share the work.
const RUNS_EACH = 2_500

/** Declares a test for each method of the registry that calls it with broken arguments, as many as are a file's part. */
export function fuzzAll(seed: number): void {
  let fresh: () => TestRegistry
  test.before(async () => {
    fresh = createBaseState((await buildRegistry()).wasm)
  })

  for (const { name } of abi.body.functions) {
    test(`${name} takes what it should, and refuses broken arguments by name, without a trace: ${RUNS_EACH} times from seed ${seed}`, (t) => {
      t.notThrows(() => fuzzMethod(name, fresh, { runs: RUNS_EACH, seed }))
    })
  }
}
