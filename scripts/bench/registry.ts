import { resolve } from 'node:path'
import { createRegistry } from '../../tests/contract/registry.ts'
import { built, DEPOSIT } from '../../tests/contract/statements.ts'
import { type BuildMode, build } from '../../toolchain/index.ts'
import type { BenchLine } from './bench-line.ts'

const root = resolve(import.meta.dirname, '../..')

/** Measures the registry: its size, and what an `attest` with a recipe of about 600 bytes costs, pre-initialised and built the stock way. */
export async function registryCosts(): Promise<BenchLine[]> {
  const preinitialised = await buildRegistry('preinitialised')
  const stock = await buildRegistry('stock')
  return [
    { name: 'registry.size', value: preinitialised.length, unit: 'bytes' },
    {
      name: 'attest.instructions',
      value: attestInstructions(preinitialised),
      unit: 'instructions',
    },
    { name: 'attest.instructions.stock', value: attestInstructions(stock), unit: 'instructions' },
  ]
}

async function buildRegistry(mode: BuildMode): Promise<Uint8Array> {
  const entry = resolve(root, 'contract/index.ts')
  return (await build({ entry, mode, cacheDir: resolve(root, '.countersign/cache') })).wasm
}

/** Counts the instructions of a builder's first `attest` in a registry that has events already. */
function attestInstructions(code: Uint8Array): number {
  const registry = createRegistry(code)
  registry.call('attest', built, { deposit: DEPOSIT })
  const { error, instructions } = registry.call('attest', built, {
    as: 'borealis.near',
    deposit: DEPOSIT,
  })
  if (error !== undefined) throw new Error(`attest failed: ${JSON.stringify(error)}`)
  return Number(instructions)
}
