import { resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { BuilderError } from '../../builder/errors.ts'
import { CommandExit } from '../command-exit.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { VERSION } from '../version.ts'

/** `countersign lint`: what will break the reproducibility of the contracts in a repository? */
export function lintCommand(io: Io) {
  return new Command('lint')
    .description('find what in a repository will break the reproducibility of its contracts')
    .argument('[folder]', 'the repository', '.')
    .option('--json', 'print the findings as JSON', false)
    .option('--sarif', 'print them as SARIF 2.1.0, for code hosts', false)
    .option('--rule <id...>', 'hold contracts to these rules alone')
    .option('--off <id...>', 'leave these rules out')
    .addHelpText(
      'after',
      `
Exit code: 0 if there is no error, 1 if there is one, 2 for wrong arguments, 3 if the folder could
not be read to the end or has no contract.

Example:
  $ countersign lint . --off python-format`,
    )
    .action(async (folder, { json, sarif, rule: only, off }, command) => {
      const { lint, lintSarif, lintText, RULES } = await import('../../builder/lint/index.ts')
      const { printableJson } = await import('../../builder/explain/index.ts')
      const usage = (text: string): never => command.error(`error: ${text}`)
      if (json && sarif) usage('say either --json or --sarif')
      for (const id of [...(only ?? []), ...(off ?? [])]) {
        if (!RULES.some((each) => each.id === id)) usage(`there is no rule ${JSON.stringify(id)}`)
      }
      const report = await readReport()
      if (sarif) io.stdout.write(`${printableJson(lintSarif(report, VERSION))}\n`)
      else io.stdout.write(`${json ? printableJson(report) : lintText(report)}\n`)
      if (report.errors > 0) throw new CommandExit(EXIT.NO)
      if (!report.complete) throw new CommandExit(EXIT.UNANSWERED, 'Not everything was looked at.')

      async function readReport() {
        try {
          return await lint({
            directory: resolve(io.cwd, folder),
            ...(only === undefined ? {} : { only }),
            ...(off === undefined ? {} : { off }),
            env: io.env,
            signal: io.signal,
          })
        } catch (error) {
          if (!(error instanceof BuilderError)) throw error
          throw new CommandExit(EXIT.UNANSWERED, error.message, { cause: error })
        }
      }
    })
}
