import { createMachine } from '../../tests/support/machine.ts'
import type { BenchLine } from './bench-line.ts'
import { contractCode } from './contracts.ts'

const ENTRY = 'examples/greeter/src/greeter.ts'

/** Measures a plain `@NearBindgen` contract both ways: its size, a view and a change. */
export async function greeterCosts(): Promise<BenchLine[]> {
  const own = costs(await contractCode(ENTRY, 'preinitialised'), '')
  const stock = costs(await contractCode(ENTRY, 'stock'), '.stock')
  return own.flatMap((line, i) => [line, stock[i] as BenchLine])
}

function costs(code: Uint8Array, suffix: string): BenchLine[] {
  const machine = createMachine(code)
  const instructions = (method: string, args?: object, context = {}) => {
    const { panic, instructions: count } = machine.call(method, args, context)
    if (panic !== undefined) throw new Error(`${method} of the greeter failed: ${panic}`)
    return Number(count)
  }
  instructions('init', { greeting: 'Good day' })
  const view = instructions('get_greeting', undefined, { isView: true })
  const change = instructions('set_greeting', { greeting: 'Good evening' })
  return [
    { name: `greeter.size${suffix}`, value: code.length, unit: 'bytes' },
    { name: `greeter.view.instructions${suffix}`, value: view, unit: 'instructions' },
    { name: `greeter.change.instructions${suffix}`, value: change, unit: 'instructions' },
  ]
}
