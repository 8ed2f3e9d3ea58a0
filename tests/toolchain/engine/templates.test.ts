import test from 'ava'
import { TEMPLATE_CASES } from '../../fixtures/alike/templates.ts'
import { createMachine, type Machine } from '../../support/machine.ts'
import { buildContract } from '../support/contract.ts'
import { makeFolder, removeFolder } from '../support/folders.ts'

// A template is a call of concat, which the engine does in its own way: what comes of it is what Node says.

let cacheDir: string
let machine: Machine
test.before(async () => {
  cacheDir = await makeFolder()
  machine = createMachine((await buildContract('templates.ts', cacheDir)).wasm)
})
test.after.always(() => removeFolder(cacheDir))

for (const [name, run] of Object.entries(TEMPLATE_CASES)) {
  test.serial(`texts are put together as in Node: ${name}`, (t) => {
    const { panic, returned } = machine.call('run', { name })
    t.is(panic, undefined)
    t.is(returned, answerOf(run))
  })
}

function answerOf(run: () => unknown): string {
  try {
    return JSON.stringify(run())
  } catch (error) {
    return (error as Error).name
  }
}
