import { homedir } from 'node:os'
import { endOnSignals } from './end-on-signals.ts'
import { runCli } from './run.ts'

/** Runs the command for this process: its arguments, its streams, its signals. */
export async function main(): Promise<void> {
  process.exitCode = await runCli(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: endOnSignals(),
    cwd: process.cwd(),
    home: homedir(),
    env: process.env,
  })
}

if (import.meta.main) await main()
