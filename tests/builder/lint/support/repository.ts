import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ExecutionContext } from 'ava'
import { type LintLimits, type LintReport, lint } from '../../../../builder/lint/index.ts'

/** Contents by path; undefined: no such file. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>

/** Writes files into a folder that is removed when the test ends. */
export async function writeRepository(t: ExecutionContext, files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-lint-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

export type Chosen = {
  only?: readonly string[]
  off?: readonly string[]
  limits?: LintLimits
  env?: Readonly<Record<string, string | undefined>>
}

export function lintFolder(
  directory: string,
  { env = process.env, ...chosen }: Chosen = {},
): Promise<LintReport> {
  return lint({ directory, env, signal: new AbortController().signal, ...chosen })
}

/** Lints files; findings as `rule severity file:line:column`, without what is not known. */
export async function findingsOf(
  t: ExecutionContext,
  files: Files,
  chosen?: Chosen,
): Promise<string[]> {
  return short(await lintFolder(await writeRepository(t, files), chosen))
}

export function short({ findings }: LintReport): string[] {
  return findings.map(({ rule, severity, file, line, column }) => {
    const place = [file, line, column].filter((part) => part !== null).join(':')
    return `${rule} ${severity} ${place}`
  })
}

/** Makes a folder a git work tree with some of its files in it. */
export function commit(folder: string, ...paths: string[]): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
      cwd: folder,
      stdio: 'ignore',
    })
  git('init', '--quiet')
  git('add', '--force', '--', ...paths)
  git('commit', '--quiet', '--message=All')
}
