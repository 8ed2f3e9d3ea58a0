import { readdirSync, readFileSync } from 'node:fs'
import test from 'ava'
import { PROTOCOL_VERSIONS } from '../../../devnet/parameters/index.ts'
import { refusedFunctions } from '../../../devnet/vm/host/refused-functions.ts'
import { readVectors, type VmVector } from '../../vectors/nearcore/vector-file.ts'
import { withoutDebug } from '../../vectors/nearcore/vm-case.ts'
import { createCaseVm, runCase } from './run-case.ts'

const folder = new URL('../../vectors/nearcore/', import.meta.url)
const files = readdirSync(folder).filter((name) => /^vm-.*\.json$/.test(name))
const machines = new Map(PROTOCOL_VERSIONS.map((version) => [version, createCaseVm(version)]))

test('there are vectors', (t) => {
  t.true(files.length > 0)
})

for (const file of files) {
  test(`every call in ${file} gives what nearcore gives, to the last unit of gas`, (t) => {
    let compared = 0
    for (const vector of readVectors(readFileSync(new URL(file, folder), 'utf8'))) {
      for (const { version, expected } of firstAndLast(vector)) {
        const vm = machines.get(version)
        if (vm === undefined) continue
        const outcome = runCase(vm, vector.case)
        if (isRefused(outcome.error?.message)) continue
        t.deepEqual(outcome, withoutDebug(expected), `${vector.case.name} at ${version}`)
        compared++
      }
    }
    t.true(compared > 0)
  })
}

/** Of the versions for which nearcore gives the same, takes the first and the last. */
function firstAndLast({ outcomes }: VmVector) {
  return [...outcomes]
    .map(([version, expected]) => ({ version, expected }))
    .filter(
      ({ expected }, i, all) =>
        all[i - 1]?.expected !== expected || all[i + 1]?.expected !== expected,
    )
}

/** Tells whether a call ended because devnet does not have a host function, which it says. */
function isRefused(message: string | undefined): boolean {
  const [, name] = /^not supported by devnet: the host function (\w+)/.exec(message ?? '') ?? []
  return name !== undefined && Object.hasOwn(refusedFunctions, name)
}
