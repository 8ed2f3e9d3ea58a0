import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { type AskBook, openAskBook } from '../../store/index.ts'
import { DATABASES, temporaryFolder } from './databases.ts'

for (const { name, test, create } of DATABASES) {
  test(`${name}: what one book notes another takes, each account once`, async (t) => {
    const database = await create(t)
    const api = openAskBook(database)
    const indexer = openAskBook(database)
    api.note(['a.near', 'b.near', 'a.near'])
    api.note(['b.near', 'c.near'])
    await api.close()

    const taken = [...(await indexer.take(2)), ...(await indexer.take(10))]
    t.deepEqual(taken.sort(), ['a.near', 'b.near', 'c.near'])
    t.deepEqual(await indexer.take(10), [])
    await indexer.close()
  })

  test(`${name}: accounts are written soon after they were noted, and not again when noted again`, async (t) => {
    const database = await create(t)
    const api = openAskBook(database)
    const indexer = openAskBook(database)
    t.deepEqual(await indexer.take(1), [])
    api.note(['a.near'])
    t.deepEqual(await taken(indexer), ['a.near'])
    api.note(['a.near', 'b.near'])
    t.deepEqual(await taken(indexer), ['b.near'])
    await api.close()
    await indexer.close()
  })

  test(`${name}: a flood of made-up accounts is cut off`, async (t) => {
    const database = await create(t)
    for (let round = 0; round < 12; round++) {
      const api = openAskBook(database)
      api.note(Array.from({ length: 12_000 }, (_, i) => `made-up-${round}-${i}.near`))
      await api.close()
    }
    const indexer = openAskBook(database)
    t.is((await indexer.take(1_000_000)).length, 100_000)
    await indexer.close()
  })
}

/** Waits until there is something to take. */
async function taken(book: AskBook): Promise<string[]> {
  for (;;) {
    const accounts = await book.take(10)
    if (accounts.length > 0) return accounts
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a book that cannot be written is reported, and asking goes on', async (t) => {
  const folder = temporaryFolder(t)
  const said: string[] = []
  const logger = { warn: (_: unknown, text?: string) => void said.push(text ?? '') }
  writeFileSync(join(folder, 'file'), 'x')
  const book = openAskBook(join(folder, 'file', 'mirror.sqlite'), { logger })
  book.note(['a.near'])
  await book.close()
  t.deepEqual(said, ['the ask book could not be written'])
})

test("the book of a SQLite mirror is a file of its own, so the mirror's stays as it is", async (t) => {
  const file = join(temporaryFolder(t), 'mirror.sqlite')
  const book = openAskBook(file)
  book.note(['a.near'])
  await book.close()
  t.is(statSync(file, { throwIfNoEntry: false }), undefined)
  t.true(statSync(`${file}-asked`).isFile())
})
