import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { BuilderError } from '../../builder/errors.ts'
import type { Explanation } from '../../builder/explain/index.ts'
import { CommandExit } from '../command-exit.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'

/** NEAR takes contracts of 4 MiB; builds with debugging information are larger. */
const MOST_BYTES = 64 * 1024 * 1024

/** `countersign explain`: why do two builds of a contract differ? */
export function explainCommand(io: Io) {
  return new Command('explain')
    .description('say why two builds of a contract differ: part by part, and the likely cause')
    .argument('<a.wasm>', 'one build')
    .argument('<b.wasm>', 'the other')
    .option('--full', 'say everything that differs', false)
    .option('--json', 'print all of it as JSON', false)
    .addHelpText(
      'after',
      `
Exit code: 0 if the two are identical, 1 if they differ, 2 for wrong arguments, 3 if one could not
be read or is no WebAssembly.

Example:
  $ countersign explain deployed.wasm rebuilt.wasm`,
    )
    .action(async (a, b, { full, json }) => {
      const { explain, fullText, printable, printableJson, shortText } = await import(
        '../../builder/explain/index.ts'
      )
      const explanation = await explainFiles()
      const text = full ? fullText : shortText
      io.stdout.write(`${json ? printableJson(explanation) : text(explanation, { a, b })}\n`)
      if (!explanation.identical) throw new CommandExit(EXIT.NO)

      async function explainFiles(): Promise<Explanation> {
        try {
          return explain(await readWasm(resolve(io.cwd, a)), await readWasm(resolve(io.cwd, b)))
        } catch (error) {
          const side = error instanceof BuilderError ? error.details.side : undefined
          const file = side === undefined ? '' : `${printable(side === 'a' ? a : b)}: `
          const reason = error instanceof Error ? error.message : String(error)
          throw new CommandExit(EXIT.UNANSWERED, `${file}${reason}`, { cause: error })
        }
      }
    })
}

/** Reads a file that is one, and not too large. */
async function readWasm(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const found = await file.stat()
    if (!found.isFile()) throw new Error(`${path} is not a file. Name two files of WebAssembly.`)
    if (found.size > MOST_BYTES) {
      throw new Error(`${path} has ${found.size} bytes; explain reads at most ${MOST_BYTES}.`)
    }
    return new Uint8Array(await file.readFile())
  } finally {
    await file.close()
  }
}
