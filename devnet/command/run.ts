import { DevnetError } from '../errors.ts'

/** What a command may touch of its process. */
export type CommandIo = {
  argv: readonly string[]
  stdout: (text: string) => void
  stderr: (text: string) => void
  /** Aborted when the user wants the command to end. */
  signal: AbortSignal
}

/** Runs a command as the process: Ctrl-C ends it cleanly, what went wrong is one line and exit code 1. */
export async function runProcess(command: (io: CommandIo) => Promise<void>): Promise<void> {
  const interrupted = new AbortController()
  const onSignal = (): void => interrupted.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    await command({
      argv: process.argv.slice(2),
      stdout: (text) => process.stdout.write(`${text}\n`),
      stderr: (text) => process.stderr.write(`${text}\n`),
      signal: interrupted.signal,
    })
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${explain(error)}\n`)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

function explain(error: unknown): string {
  if (error instanceof DevnetError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Waits until the user wants to end. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
