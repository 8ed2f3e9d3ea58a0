import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecutionContext } from 'ava'

/** Makes a directory for one test. */
export function temporaryHome(t: ExecutionContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'devnet-home-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
