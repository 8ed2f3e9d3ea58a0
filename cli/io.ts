/** What a command reads from and writes to the outside. */
export type Io = {
  /** Answers to questions, if it is a terminal. */
  stdin: NodeJS.ReadableStream & { isTTY?: boolean }
  /** Results, and nothing else. */
  stdout: NodeJS.WritableStream
  /** Progress, logs and errors. */
  stderr: NodeJS.WritableStream
  /** Aborted when the user asks to end. */
  signal: AbortSignal
  /** Where relative paths begin. */
  cwd: string
  /** The user's home, where near-cli keeps keys. */
  home: string
  /** For the programs that the command starts: git, a container engine. */
  env: Readonly<Record<string, string | undefined>>
}

/** Writes a result as one line of JSON, or as text. */
export function writeResult(io: Io, json: boolean, result: object, text: string): void {
  io.stdout.write(json ? `${JSON.stringify(result)}\n` : `${text}\n`)
}

/** Waits until the user asks to end. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
