import { runCli } from './run.ts'

/** Runs the command for this process: its arguments, its streams, its signals. */
export async function main(): Promise<void> {
  const ending = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    // The second time the user means it.
    process.once(name, () => ending.abort(new Error(`Ended by ${name}.`)))
  }
  process.exitCode = await runCli(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    signal: ending.signal,
    cwd: process.cwd(),
  })
}

if (import.meta.main) await main()
