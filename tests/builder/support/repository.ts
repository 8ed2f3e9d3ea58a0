import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Repository = {
  /** Where it lies on this machine. */
  path: string
  /** Address under which recipes name it. */
  url: string
  commit: string
  git: (...args: string[]) => Promise<string>
}

type Teardown = { teardown: (fn: () => Promise<void>) => void }

export async function temporaryFolder(t: Teardown, name = 'builder'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `countersign-${name}-`))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Makes a git repository with one commit of some files. */
export async function makeRepository(
  t: Teardown,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Repository> {
  const path = await temporaryFolder(t, 'repository')
  const git = async (...args: string[]): Promise<string> => {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org']
    const { stdout } = await run(
      'git',
      [...identity, '-c', 'protocol.file.allow=always', ...args],
      {
        cwd: path,
      },
    )
    return stdout.trim()
  }
  await git('init', '--quiet', '--initial-branch=main')
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), content)
  }
  await git('add', '--all')
  await git('commit', '--quiet', '--message=A contract')
  return {
    path,
    url: 'https://example.org/a/contract',
    commit: await git('rev-parse', 'HEAD'),
    git,
  }
}
