import type { ExitCode } from './exit-codes.ts'

/** Ends the command with an exit code of its choice; a message goes to stderr as one sentence. */
export class CommandExit extends Error {
  override readonly name = 'CommandExit'
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, message = '', options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}
