import { protocolParameters } from '../../devnet/parameters/index.ts'
import type { GasProfile } from '../../devnet/vm/index.ts'

/** Where the gas of one call goes. */
export type GasParts = {
  /** For each byte of the contract. */
  loading: number
  instructions: number
  /** Reading and writing records. */
  storage: number
  /** All other host functions: input, registers, hashing, log. */
  host: number
  /** What the transaction costs before the contract begins: its receipt, the call, and its bytes, sent and executed. */
  action: number
}

/** Splits up the gas of a call that makes no promises. */
export function gasParts(profile: GasProfile, method: string, args: string): GasParts {
  const parts: GasParts = {
    loading: 0,
    instructions: 0,
    storage: 0,
    host: 0,
    action: callFees(Buffer.byteLength(method) + Buffer.byteLength(args)),
  }
  for (const [cost, gas] of Object.entries(profile)) parts[partOf(cost)] += Number(gas)
  return parts
}

export const sumOf = (parts: GasParts): number => Object.values(parts).reduce((a, b) => a + b, 0)

function partOf(cost: string): keyof GasParts {
  if (cost.startsWith('CONTRACT_LOADING')) return 'loading'
  if (cost === 'WASM_INSTRUCTION') return 'instructions'
  return cost.startsWith('STORAGE_') || cost.endsWith('_TRIE_NODE') ? 'storage' : 'host'
}

function callFees(bytes: number): number {
  const { NEW_ACTION_RECEIPT, FUNCTION_CALL_BASE, FUNCTION_CALL_BYTE } =
    protocolParameters().actionFees
  const fees = [NEW_ACTION_RECEIPT, FUNCTION_CALL_BASE]
  const once = fees.reduce((sum, { sendToOther, execute }) => sum + sendToOther + execute, 0)
  return once + bytes * (FUNCTION_CALL_BYTE.sendToOther + FUNCTION_CALL_BYTE.execute)
}
