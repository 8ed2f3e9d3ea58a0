import { readFileSync } from 'node:fs'
import test from 'ava'
import { hostFunctions } from '../../../devnet/vm/host/all-functions.ts'
import { refusedFunctions } from '../../../devnet/vm/host/refused-functions.ts'

const page = readFileSync(new URL('../../../docs/devnet-vm.md', import.meta.url), 'utf8')
const [, section = ''] = page.split('## Host functions')
const [list = ''] = section.split('\n## ')
const [covered = '', refused = ''] = list.split('Refused when called')

const named = (text: string): string[] =>
  [...text.matchAll(/`([a-z0-9_]+)`/g)]
    .map((match) => match[1] ?? '')
    .toSorted((a, b) => (a < b ? -1 : 1))

test('the page names every host function that is covered', (t) => {
  const names = Object.keys(hostFunctions).filter((name) => !Object.hasOwn(refusedFunctions, name))
  t.deepEqual(
    named(covered),
    names.toSorted((a, b) => (a < b ? -1 : 1)),
  )
})

test('the page names every host function that is refused', (t) => {
  t.deepEqual(
    named(refused),
    Object.keys(refusedFunctions).toSorted((a, b) => (a < b ? -1 : 1)),
  )
})
