import test from 'ava'
import { derivedThis, VARIABLE_CASES } from '../../fixtures/alike/variables.ts'
import { createMachine, type Machine } from '../../support/machine.ts'
import { buildContract } from '../support/contract.ts'
import { makeFolder, removeFolder } from '../support/folders.ts'

// The engine does not ask at each access whether a variable was initialised: all else about variables is as in Node.

let cacheDir: string
let machine: Machine
test.before(async () => {
  cacheDir = await makeFolder()
  machine = createMachine((await buildContract('variables.js', cacheDir)).wasm)
})
test.after.always(() => removeFolder(cacheDir))

const { serial } = test

function answer(method: string, name?: string): unknown {
  const { panic, returned } = machine.call(method, { name })
  if (panic !== undefined) throw new Error(`${method} panicked: ${panic}`)
  return JSON.parse(returned ?? '')
}

for (const [name, run] of Object.entries(VARIABLE_CASES)) {
  serial(`${name}: as in Node`, (t) => t.deepEqual(answer('same_as_node', name), run()))
}

serial('this before super(), without it or after two of them throws what Node throws', (t) => {
  const thrown = answer('derived')
  t.deepEqual(thrown, derivedThis())
  t.like(thrown, { before: 'ReferenceError', after: '' })
})

const assignments: Record<string, unknown> = {
  'of the module': ['TypeError', 'fixed'],
  'of a function': ['TypeError', 1],
  'by an operator': ['TypeError', 'TypeError', 1],
  'by destructuring': ['TypeError', 'TypeError', 1],
  'of a loop': ['TypeError', 1, 'TypeError', 2],
  'in a loop over it': ['TypeError'],
}
for (const [name, expected] of Object.entries(assignments)) {
  serial(`a constant cannot be assigned: ${name}`, (t) => {
    t.deepEqual(answer('assign_constant', name), expected)
  })
}

// Node throws a ReferenceError in each of these.
const tooEarly: Record<string, unknown> = {
  'in the same function': ['undefined', 1],
  'in a closure': ['undefined', 1],
  'by typeof': ['undefined', 1],
  'a class': ['undefined', 'function'],
  'in its own initial value': ['undefined'],
  'in the second turn of a loop': ['undefined', '1'],
  'in the second turn of a loop, with a closure': ['undefined', '1'],
  'an assignment': ['undefined'],
}
for (const [name, expected] of Object.entries(tooEarly)) {
  serial(`a variable before its declaration has no value or an old one: ${name}`, (t) => {
    t.deepEqual(answer('too_early', name), expected)
  })
}

serial('a function that the module declares before a variable reads it in a call', (t) => {
  t.is(machine.call('of_the_module').returned, 'declared')
})
