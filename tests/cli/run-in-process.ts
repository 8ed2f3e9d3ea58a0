import { Readable, Writable } from 'node:stream'
import { runCli } from '../../cli/run.ts'

export type Ran = { exitCode: number; stdout: string; stderr: string }

export type Running = {
  /** Everything written to stdout so far. */
  stdout(): string
  stderr(): string
  /** Waits until stdout holds a text. */
  says(text: string): Promise<void>
  /** Asks the command to end, as Ctrl-C does, and waits until it has. */
  end(): Promise<Ran>
  ended: Promise<Ran>
}

/** What is around the command: what is typed (undefined: no terminal), and the user's home. */
export type Around = {
  typed?: string | undefined
  home?: string
  env?: Readonly<Record<string, string | undefined>>
}

/** Starts the command in this process; it is ended with the test at the latest. */
export function startCli(
  t: { teardown(fn: () => Promise<unknown>): void },
  args: readonly string[],
  cwd = process.cwd(),
  { typed, home = '/nonexistent', env = process.env }: Around = {},
): Running {
  const out = collector()
  const err = collector()
  const ending = new AbortController()
  const ended = runCli(args, {
    stdin: Object.assign(Readable.from(typed === undefined ? [] : [typed]), {
      isTTY: typed !== undefined,
    }),
    stdout: out.stream,
    stderr: err.stream,
    signal: ending.signal,
    cwd,
    home,
    env,
  }).then((exitCode) => ({ exitCode, stdout: out.text(), stderr: err.text() }))
  const end = () => {
    ending.abort(new Error('Ended by the test.'))
    return ended
  }
  t.teardown(end)
  return {
    stdout: out.text,
    stderr: err.text,
    ended,
    async says(text) {
      const said = async () => {
        while (!out.text().includes(text)) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await Promise.race([
        said(),
        ended.then((ran) => {
          throw new Error(`It ended before it said "${text}": ${JSON.stringify(ran)}`)
        }),
      ])
    },
    end,
  }
}

/** Runs the command to its end. */
export const cli = (args: readonly string[], cwd?: string, around?: Around): Promise<Ran> =>
  startCli({ teardown: () => {} }, args, cwd, around).ended

function collector() {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  return { stream, text: () => text }
}
