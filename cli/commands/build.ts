import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import type { BuildResult } from '../../toolchain/index.ts'
import { type Io, writeResult } from '../io.ts'

/** Where contracts usually have their main module, the first that is there counts. */
const USUAL_ENTRIES = ['src/contract.ts', 'src/contract.js', 'src/index.ts', 'src/index.js']

/** `countersign build`: compiles a near-sdk-js contract. */
export function buildCommand(io: Io) {
  return new Command('build')
    .description('compile a near-sdk-js contract: the same bytes on every machine')
    .argument('[entry]', `main module of the contract (default: ${USUAL_ENTRIES.join(' or ')})`)
    .option(
      '-o, --output <file>',
      'where the wasm goes (default: the entry with .wasm, or .stock.wasm)',
    )
    .option('--stock', "start the engine in every call, as near-sdk-js's own builds do", false)
    .option('--cache <folder>', 'folder for what can be used again', '.countersign/cache')
    .option('--json', 'print the result as JSON', false)
    .addHelpText('after', '\nExample:\n  $ countersign build src/contract.ts -o contract.wasm')
    .action(async (given, options, command) => {
      const entry = given ?? (await usualEntry(io.cwd))
      if (entry === undefined) {
        return command.error(
          `error: there is no ${USUAL_ENTRIES.join(', no ')} in ${io.cwd}. Name the main module of the contract: countersign build <entry>`,
        )
      }
      const path = resolve(io.cwd, entry)
      const output = resolve(io.cwd, options.output ?? usualOutput(path, options.stock))
      await checkOutput(output, path)
      const { build } = await import('../../toolchain/index.ts')
      const mode = options.stock ? 'stock' : 'preinitialised'
      const result = await build({
        entry: path,
        cacheDir: resolve(io.cwd, options.cache),
        mode,
        signal: io.signal,
        onProgress: ({ message, done, total }) =>
          io.stderr.write(`[${done}/${total}] ${message}\n`),
      })
      await writeWhole(output, result.wasm)
      writeResult(io, options.json, toJson(result, output, mode), toText(result, output))
    })
}

/** Finds the main module where it usually is. */
async function usualEntry(cwd: string): Promise<string | undefined> {
  for (const entry of USUAL_ENTRIES) {
    if ((await kindOf(resolve(cwd, entry))) === 'file') return entry
  }
  return undefined
}

/** Puts the wasm beside its source; the stock build, made to compare, does not take the other's place. */
function usualOutput(entry: string, stock: boolean): string {
  const name = entry.slice(0, entry.length - extname(entry).length)
  return `${name}${stock ? '.stock' : ''}.wasm`
}

/** Finds out before the build what would make its result go nowhere, or over its source. */
async function checkOutput(output: string, entry: string): Promise<void> {
  if (output === entry) {
    throw new Error(`The wasm would overwrite the contract ${entry}. Name another file with -o.`)
  }
  if ((await kindOf(output)) === 'folder') {
    throw new Error(`${output} is a folder. Name a file in it with -o.`)
  }
  const folder = dirname(output)
  if ((await kindOf(folder)) === 'file') {
    throw new Error(`${folder} is a file, so ${output} cannot be in it. Name another file with -o.`)
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return 'nothing'
  return found.isDirectory() ? 'folder' : 'file'
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(temporary, bytes)
    await rename(temporary, file)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The contract is built but cannot be written to ${file}: ${reason}`, { cause })
  }
}

function toJson(result: BuildResult, output: string, mode: string) {
  const { codeHash, inputHash, methods, cached, wasm } = result
  return { output, codeHash, bytes: wasm.length, methods, mode, inputHash, cached }
}

function toText({ codeHash, methods, wasm, cached }: BuildResult, output: string): string {
  return [
    `wrote      ${output}${cached ? ' (as built before)' : ''}`,
    `code hash  ${codeHash}`,
    `size       ${wasm.length} bytes`,
    `methods    ${methods.join(' ')}`,
  ].join('\n')
}
