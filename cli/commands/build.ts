import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import type { BuildResult } from '../../toolchain/index.ts'
import { type Io, writeResult } from '../io.ts'

/** `countersign build`: compiles a near-sdk-js contract. */
export function buildCommand(io: Io) {
  return new Command('build')
    .description('compile a near-sdk-js contract: the same bytes on every machine')
    .argument('<entry>', 'main module of the contract (.ts or .js)')
    .option('-o, --output <file>', 'where the wasm goes (default: the entry with .wasm)')
    .option('--stock', "start the engine in every call, as near-sdk-js's own builds do", false)
    .option('--cache <folder>', 'folder for what can be used again', '.countersign/cache')
    .option('--json', 'print the result as JSON', false)
    .addHelpText('after', '\nExample:\n  $ countersign build src/contract.ts -o contract.wasm')
    .action(async (entry, options) => {
      const { build } = await import('../../toolchain/index.ts')
      const path = resolve(io.cwd, entry)
      const output = resolve(io.cwd, options.output ?? path.replace(/\.[jt]s$/, '.wasm'))
      const result = await build({
        entry: path,
        cacheDir: resolve(io.cwd, options.cache),
        mode: options.stock ? 'stock' : 'preinitialised',
        signal: io.signal,
        onProgress: ({ message, done, total }) =>
          io.stderr.write(`[${done}/${total}] ${message}\n`),
      })
      await writeWhole(output, result.wasm)
      writeResult(io, options.json, toJson(result, output), toText(result, output))
    })
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  await writeFile(temporary, bytes)
  await rename(temporary, file)
}

function toJson(result: BuildResult, output: string) {
  const { codeHash, methods, cached, wasm } = result
  return { output, codeHash, bytes: wasm.length, methods, cached }
}

function toText({ codeHash, methods, wasm }: BuildResult, output: string): string {
  return [
    `wrote      ${output}`,
    `code hash  ${codeHash}`,
    `size       ${wasm.length} bytes`,
    `methods    ${methods.join(' ')}`,
  ].join('\n')
}
