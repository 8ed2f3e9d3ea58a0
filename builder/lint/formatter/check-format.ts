import { dirname, join } from 'node:path'
import { execa } from 'execa'
import type { Configured } from './configured.ts'
import { findProgram } from './find-program.ts'

export type Around = {
  root: string
  env: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  timeMs: number
}

/** Files that a formatter would change; `some`: it would, and does not say which. */
export type Checked = { unformatted: readonly string[] | 'some' } | { unchecked: string }

const MOST_SHOWN = 200

/** Asks a formatter, in check mode, which files of a folder it would change. It is not run from that folder, and writes nothing. */
export async function checkFormat(
  { name, file: configuration }: Configured,
  files: readonly string[],
  { root, env, signal, timeMs }: Around,
): Promise<Checked> {
  const names = name === 'yapf' ? ['yapf', 'yapf3'] : [name]
  const program = await findProgram(names, env.PATH, root)
  if (program === undefined) return { unchecked: `${name} is not installed` }
  const options =
    name === 'black'
      ? ['--check', '--workers=1', `--config=${join(root, configuration)}`, '--']
      : ['--diff', '--']
  const byPath = new Map(files.map((each) => [join(root, each), each]))
  const ran = await execa(program, [...options, ...byPath.keys()], {
    cwd: dirname(program),
    extendEnv: false,
    env: { PATH: env.PATH, HOME: env.HOME, LC_ALL: 'C.UTF-8', PYTHONSAFEPATH: '1' },
    stdin: 'ignore',
    reject: false,
    timeout: timeMs,
    cancelSignal: signal,
    maxBuffer: 10 * 2 ** 20,
  })
  signal.throwIfAborted()
  if (ran.timedOut) return { unchecked: `${name} took longer than ${timeMs / 1000} seconds` }
  if (ran.exitCode === 0) return { unformatted: [] }
  // Black and YAPF end with 1 if they would change something; YAPF also if it cannot begin.
  if (ran.exitCode !== 1) return { unchecked: `${name} ended with ${ran.exitCode ?? ran.signal}` }
  const said = `${ran.stderr}\n${ran.stdout}`.trim()
  // A project can tell Black to be quiet.
  if (said === '' && name === 'black') return { unformatted: 'some' }
  const file = name === 'black' ? /^would reformat (.+)$/gm : /^--- (.+?)\t\(original\)$/gm
  const named = [...said.matchAll(file)].flatMap(([, path = '']) => byPath.get(path) ?? [])
  if (named.length > 0) return { unformatted: [...new Set(named)].sort() }
  return { unchecked: `${name} said "${said.split('\n').at(-1)?.slice(0, MOST_SHOWN)}"` }
}
