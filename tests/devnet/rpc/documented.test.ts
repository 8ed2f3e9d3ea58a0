import { readFile } from 'node:fs/promises'
import test from 'ava'
import { METHODS } from '../../../devnet/rpc/dispatch.ts'

test('the documentation lists exactly the methods that there are', async (t) => {
  const text = await readFile(new URL('../../../docs/devnet.md', import.meta.url), 'utf8')
  const rpc = text.slice(text.indexOf('## RPC'), text.indexOf('## neardata'))
  const listed = [...rpc.matchAll(/^\| `(\w+)` \|/gm)].map(([, method]) => method)
  t.deepEqual(new Set(listed), new Set(Object.keys(METHODS)))
  t.is(listed.length, Object.keys(METHODS).length)
})
