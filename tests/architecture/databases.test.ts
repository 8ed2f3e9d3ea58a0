import test from 'ava'
import { importsOf, sourceFiles } from './source-files.ts'

const files = sourceFiles(['store', 'indexer', 'api', 'builder', 'cli', 'chain'])
const DIALECTS = ['store/sqlite/', 'store/postgres/']

test('what differs between databases is in a folder of each database, and one file chooses', (t) => {
  const against = files
    .filter((file) => !DIALECTS.some((folder) => file.startsWith(folder)))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target }) =>
          ['better-sqlite3', 'pg', ...DIALECTS].some((name) => target.startsWith(name)),
        )
        .map(({ target }) => `${file} -> ${target}`),
    )
  t.deepEqual(against.sort(), [
    'store/database-kind.ts -> store/postgres/kind.ts',
    'store/database-kind.ts -> store/sqlite/kind.ts',
  ])
})
