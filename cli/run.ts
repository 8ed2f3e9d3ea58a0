import { Command, CommanderError } from '@commander-js/extra-typings'
import { CommandExit } from './command-exit.ts'
import { attestCommand } from './commands/attest.ts'
import { buildCommand } from './commands/build.ts'
import { checkCommand } from './commands/check.ts'
import { deployCommand } from './commands/deploy.ts'
import { devnetCommand } from './commands/devnet.ts'
import { explainCommand } from './commands/explain.ts'
import { indexCommand } from './commands/index.ts'
import { lintCommand } from './commands/lint.ts'
import { serveCommand } from './commands/serve.ts'
import { verifyCommand } from './commands/verify.ts'
import { withdrawCommand } from './commands/withdraw.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import type { Io } from './io.ts'
import { VERSION } from './version.ts'

/** Runs the command with the given arguments; never throws. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  const program = new Command('countersign')
    .description('Rebuild deployed NEAR contracts, attest what came of it, and ask for verdicts.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
  const commands = [
    attestCommand(io),
    buildCommand(io),
    checkCommand(io),
    deployCommand(io),
    devnetCommand(io),
    explainCommand(io),
    indexCommand(io),
    lintCommand(io),
    serveCommand(io),
    verifyCommand(io),
    withdrawCommand(io),
  ]
  for (const command of commands) {
    program.addCommand(command.copyInheritedSettings(program))
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return EXIT.OK
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : usageExit(argv)
    // A service ends by itself when it is asked to; what was cut off by it has not done what it should.
    if (io.signal.aborted) return EXIT.INTERRUPTED
    if (error instanceof CommandExit) {
      if (error.message !== '') io.stderr.write(`countersign: ${error.message}\n`)
      return error.exitCode
    }
    io.stderr.write(`countersign: ${error instanceof Error ? error.message : String(error)}\n`)
    return EXIT.FAILED
  }
}

/** Of a rebuild 2 says that nothing was built, so that wrong arguments are what could not be begun. */
function usageExit([command]: readonly string[]): ExitCode {
  return command === 'verify' ? EXIT.UNANSWERED : EXIT.USAGE
}
