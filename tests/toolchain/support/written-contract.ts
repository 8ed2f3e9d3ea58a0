import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from '../../../toolchain/index.ts'
import { createMachine, type Machine } from '../../support/machine.ts'
import { engineCacheDir } from './folders.ts'

/**
 * Builds a contract with minimal intrinsics whose one method `run` returns an expression's value as a text. It imports nothing, so it
 * names nothing but what is in the expression; `input()` in it is the call's input.
 */
export async function contractOf(expression: string, folder: string): Promise<Machine> {
  const place = join(folder, Buffer.from(expression).toString('hex').slice(-80))
  await mkdir(place, { recursive: true })
  const entry = join(place, 'contract.js')
  const lines = [
    '// @countersign intrinsics=minimal',
    'const input = () => (env.input(0), env.uint8array_to_utf8_string(env.read_register(0)))',
    `const answer = () => ${expression}`,
    'export const run = () => env.value_return(env.utf8_string_to_uint8array(String(answer())))',
  ]
  await writeFile(entry, lines.join('\n'))
  return createMachine((await build({ entry, cacheDir: folder, engineCacheDir })).wasm)
}
