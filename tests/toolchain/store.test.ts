import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { createCacheStore, discardUnfinished } from '../../toolchain/cache/store.ts'
import { makeFolder, removeFolder, temporaryFolder } from './support/folders.ts'

const bytes = (text: string) => Buffer.from(text, 'utf8')

test('what is put in comes out, by kind and key, for every writer', async (t) => {
  const folder = await temporaryFolder(t)
  const [one, other] = [createCacheStore(folder, 'one'), createCacheStore(folder, 'other')]
  t.is(await one.get('builds', 'key'), undefined)
  await one.put('builds', 'key', bytes('first'))
  t.deepEqual(await other.get('builds', 'key'), bytes('first'))
  t.is(await other.get('engines', 'key'), undefined)
  await other.put('builds', 'key', bytes('second'))
  t.deepEqual(await one.get('builds', 'key'), bytes('second'))
})

testProp(
  'an entry with any byte changed, cut or added counts as absent',
  [fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 })],
  async (t, content, at, change) => {
    const folder = await makeFolder()
    try {
      const store = createCacheStore(folder, 'writer')
      await store.put('objects', 'key', content)
      const path = join(folder, 'objects/key')
      const whole = await readFile(path)
      const changed = Buffer.from(whole)
      const position = at % whole.length
      changed.writeUInt8(changed.readUInt8(position) ^ change, position)
      await writeFile(path, changed)
      t.is(await store.get('objects', 'key'), undefined)
      await writeFile(path, Buffer.concat([whole, Uint8Array.of(change)]))
      t.is(await store.get('objects', 'key'), undefined)
      await writeFile(path, whole)
      await truncate(path, position)
      t.is(await store.get('objects', 'key'), undefined)
      await store.put('objects', 'key', content)
      t.deepEqual(await store.get('objects', 'key'), Buffer.from(content))
    } finally {
      await removeFolder(folder)
    }
  },
  { numRuns: 25 },
)

test('many writers of one key leave it whole at every moment, and nothing unfinished', async (t) => {
  const folder = await temporaryFolder(t)
  const content = Buffer.alloc(300_000, 'content')
  const stores = Array.from({ length: 20 }, (_, index) => createCacheStore(folder, `${index}`))
  let misses = 0
  await Promise.all(
    stores.map(async (store) => {
      await store.put('builds', 'key', content)
      const found = await store.get('builds', 'key')
      if (found === undefined || !content.equals(found)) misses++
    }),
  )
  t.is(misses, 0)
  for (const index of stores.keys()) await discardUnfinished(folder, `${index}`)
  t.deepEqual(await readdir(join(folder, 'unfinished')), [])
})

test('discarding what one writer began leaves the other writers alone', async (t) => {
  const folder = await temporaryFolder(t)
  await createCacheStore(folder, 'one').put('builds', 'a', bytes('a'))
  await createCacheStore(folder, 'two').put('builds', 'b', bytes('b'))
  await writeFile(join(folder, 'unfinished/one/left'), 'half')
  await writeFile(join(folder, 'unfinished/two/left'), 'half')
  await discardUnfinished(folder, 'one')
  t.deepEqual(await readdir(join(folder, 'unfinished')), ['two'])
  await discardUnfinished(join(folder, 'never-made'), 'one')
  t.deepEqual((await readdir(join(folder, 'builds'))).sort(), ['a', 'b'])
})
