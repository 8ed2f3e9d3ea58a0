import { readdirSync, readFileSync } from 'node:fs'
import test from 'ava'
import { refusedFunctions } from '../../../devnet/vm/host/refused-functions.ts'
import { createVm } from '../../../devnet/vm/index.ts'
import { readVectors } from '../../vectors/nearcore/vector-file.ts'
import { withoutDebug } from '../../vectors/nearcore/vm-case.ts'
import { runCase } from './run-case.ts'

const folder = new URL('../../vectors/nearcore/', import.meta.url)
const files = readdirSync(folder).filter((name) => /^vm-.*\.json$/.test(name))

/** The versions of the vectors that the VM knows. The generator's storage is not a trie, so nothing is paid for trie nodes. */
const versions = [84] as const
const machines = versions.map((protocolVersion) => ({
  protocolVersion,
  vm: createVm({ protocolVersion, trieNodesPerWrite: 0 }),
}))

test('there are vectors', (t) => {
  t.true(files.length > 0)
})

for (const file of files) {
  test(`every call in ${file} gives what nearcore gives, to the last unit of gas`, (t) => {
    let compared = 0
    for (const { case: one, outcomes } of readVectors(
      readFileSync(new URL(file, folder), 'utf8'),
    )) {
      for (const { protocolVersion, vm } of machines) {
        const outcome = runCase(vm, one)
        const expected = outcomes.get(protocolVersion)
        if (expected === undefined || isRefused(outcome.error?.message)) continue
        t.deepEqual(outcome, withoutDebug(expected), `${one.name} at ${protocolVersion}`)
        compared++
      }
    }
    t.true(compared > 0)
  })
}

/** Tells whether a call ended because devnet does not have a host function, which it says. */
function isRefused(message: string | undefined): boolean {
  const [, name] = /^not supported by devnet: the host function (\w+)/.exec(message ?? '') ?? []
  return name !== undefined && Object.hasOwn(refusedFunctions, name)
}
