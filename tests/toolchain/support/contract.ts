import { join } from 'node:path'
import { type BuildOptions, type BuildResult, build } from '../../../toolchain/index.ts'
import type { Machine } from '../../support/machine.ts'
import { engineCacheDir, root } from './folders.ts'

/** Builds a contract of tests/fixtures/contracts. */
export function buildContract(
  name: string,
  cacheDir: string,
  options: Pick<BuildOptions, 'mode' | 'intrinsics'> = {},
): Promise<BuildResult> {
  const entry = join(root, 'tests/fixtures/contracts', name)
  return build({ entry, cacheDir, engineCacheDir, ...options })
}

/** What nearcore lets a call burn is 10^15 gas; a call is given more, so that only that bounds it. */
const MUCH_GAS = 10n ** 18n

/** Calls a method with bytes and gives the bytes that it returns; a panic is an error. */
export function ask(machine: Machine, method: string, input: Uint8Array): Uint8Array<ArrayBuffer> {
  const { panic, outcome } = machine.call(method, undefined, { input, prepaidGas: MUCH_GAS })
  if (panic !== undefined) throw new Error(`${method} panicked: ${panic}`)
  if (outcome.returned.kind !== 'value') throw new Error(`${method} returned nothing`)
  return outcome.returned.value.slice()
}
