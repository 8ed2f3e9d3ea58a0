import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ExecutionContext } from 'ava'

export const root = resolve(import.meta.dirname, '../../..')

/** The compiled engine, which all tests share: no contract is part of it. */
export const engineCacheDir = join(root, '.countersign/cache')

export const greeterEntry = join(root, 'examples/greeter/src/greeter.ts')

export const probeEntry = join(root, 'tests/toolchain/contracts/probe.ts')

/** Makes a folder that is removed when the test ends. */
export async function temporaryFolder(t: ExecutionContext): Promise<string> {
  const folder = await makeFolder()
  t.teardown(() => removeFolder(folder))
  return folder
}

export const makeFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'countersign-toolchain-'))

export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true })
