import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { CommandExit } from './command-exit.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import type { Io } from './io.ts'
import { VERSION } from './version.ts'

/** The commands, in the order of the help. Each is loaded when it is asked for: all of them take longer than a devnet does to start. */
const COMMANDS = {
  attest: async (io: Io) => (await import('./commands/attest.ts')).attestCommand(io),
  audit: async (io: Io) => (await import('./commands/audit.ts')).auditCommand(io),
  build: async (io: Io) => (await import('./commands/build.ts')).buildCommand(io),
  check: async (io: Io) => (await import('./commands/check.ts')).checkCommand(io),
  deploy: async (io: Io) => (await import('./commands/deploy.ts')).deployCommand(io),
  devnet: async (io: Io) => (await import('./commands/devnet.ts')).devnetCommand(io),
  explain: async (io: Io) => (await import('./commands/explain.ts')).explainCommand(io),
  index: async (io: Io) => (await import('./commands/index.ts')).indexCommand(io),
  lint: async (io: Io) => (await import('./commands/lint.ts')).lintCommand(io),
  serve: async (io: Io) => (await import('./commands/serve.ts')).serveCommand(io),
  verify: async (io: Io) => (await import('./commands/verify.ts')).verifyCommand(io),
  withdraw: async (io: Io) => (await import('./commands/withdraw.ts')).withdrawCommand(io),
}

/** Runs the command with the given arguments; never throws. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  const program = new Command('countersign')
    .description('Rebuild deployed NEAR contracts, attest what came of it, and ask for verdicts.')
    .version(VERSION)
    // `index rebuild` has options that `index` has too: they count where they stand.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
  try {
    for (const command of await commandsFor(argv, io)) {
      program.addCommand(command.copyInheritedSettings(program))
      for (const below of command.commands) below.copyInheritedSettings(program)
    }
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

/** Gives the one that the first argument names; all where it names none: for the help, or for what is like a wrong name. */
function commandsFor([name = '']: readonly string[], io: Io): Promise<CommandUnknownOpts[]> {
  const named = Object.entries(COMMANDS).filter(([known]) => known === name)
  const loads = named.length > 0 ? named : Object.entries(COMMANDS)
  return Promise.all(loads.map(([, load]) => load(io)))
}

/** Of a rebuild 2 says that nothing was built, so that wrong arguments are what could not be begun. */
function usageExit([command]: readonly string[]): ExitCode {
  return command === 'verify' ? EXIT.UNANSWERED : EXIT.USAGE
}
