import { readFileSync } from 'node:fs'
import test from 'ava'
import { buildRegistry } from './registry.ts'

test('contract/REGISTRY_HASH is the code hash of what the sources compile to', async (t) => {
  const { codeHash } = await buildRegistry()
  const committed = readFileSync(new URL('../../contract/REGISTRY_HASH', import.meta.url), 'utf8')
  t.is(
    committed,
    `${codeHash}\n`,
    'The bytes of the registry have changed. If they were meant to, write the new hash into contract/REGISTRY_HASH.',
  )
})
