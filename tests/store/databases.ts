import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecutionContext } from 'ava'
import { openStore, type Store } from '../../store/index.ts'

/** A kind of database that the suites run over; each test gets an empty one of its own. */
export type TestDatabase = { name: string; open: (t: ExecutionContext) => Promise<Store> }

export const DATABASES: TestDatabase[] = [
  {
    name: 'SQLite',
    async open(t) {
      const store = await openStore({ file: ':memory:', mode: 'write' })
      t.teardown(() => store.close())
      return store
    },
  },
]

/** Makes a folder for one test. */
export function temporaryFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-store-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
