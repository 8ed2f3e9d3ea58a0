import { createRegistry, type Result } from '../../tests/contract/registry.ts'
import { built, DEPOSIT } from '../../tests/contract/statements.ts'
import type { BenchLine } from './bench-line.ts'
import { contractCode } from './contracts.ts'
import { gasParts, sumOf } from './gas-parts.ts'

const ENTRY = 'contract/index.ts'
// What the project has set itself; docs/benchmarks.md.
const MAX_BYTES = 300_000
const MAX_INSTRUCTIONS = 600_000

/** Measures the registry: its size, and what an `attest` with a recipe of about 600 bytes costs, pre-initialised and built the stock way. */
export async function registryCosts(): Promise<BenchLine[]> {
  const code = await contractCode(ENTRY, 'preinitialised')
  const stockCode = await contractCode(ENTRY, 'stock')
  const [own, stock] = [attest(code), attest(stockCode)]
  const parts = partsOf(own)
  const gas = sumOf(parts)
  return [
    { name: 'registry.size', value: code.length, unit: 'bytes', limit: MAX_BYTES },
    { name: 'registry.size.stock', value: stockCode.length, unit: 'bytes' },
    {
      name: 'attest.instructions',
      value: Number(own.instructions),
      unit: 'instructions',
      limit: MAX_INSTRUCTIONS,
    },
    {
      name: 'attest.instructions.stock',
      value: Number(stock.instructions),
      unit: 'instructions',
    },
    { name: 'attest.gas', value: gas, unit: 'gas' },
    ...Object.entries(parts).map(([part, value]) => ({
      name: `attest.gas.${part}`,
      value,
      unit: 'gas',
    })),
    {
      name: 'attest.gas.stock_ratio',
      value: Number((sumOf(partsOf(stock)) / gas).toFixed(3)),
      unit: 'ratio',
    },
  ]
}

/** Calls a builder's first `attest` in a registry that has events already. */
export function attest(code: Uint8Array): Result {
  const registry = createRegistry(code)
  registry.call('attest', built, { deposit: DEPOSIT })
  const result = registry.call('attest', built, { as: 'borealis.near', deposit: DEPOSIT })
  if (result.error !== undefined) throw new Error(`attest failed: ${result.panic}`)
  return result
}

const partsOf = ({ profile }: Result) => gasParts(profile, 'attest', JSON.stringify(built))
