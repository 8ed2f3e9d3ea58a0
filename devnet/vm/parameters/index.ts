import { type ActionFees, actionFees84 } from './action-fees.ts'
import { type HostCosts, hostCosts84 } from './host-costs.ts'
import { type Limits, limits84 } from './limits.ts'

export type { ActionCost, ActionFee, ActionFees } from './action-fees.ts'
export type { HostCost, HostCosts } from './host-costs.ts'
export type { Limits } from './limits.ts'

/** Everything of a protocol version that a contract call depends on. Gas in gas units. */
export type VmParameters = {
  protocolVersion: number
  /** Every instruction but block, else and end. */
  regularOpCost: number
  /** memory and table grow, fill, copy and init: base, and for each byte, page or element. */
  linearOpBaseCost: number
  linearOpUnitCost: number
  hostCosts: HostCosts
  actionFees: ActionFees
  limits: Limits
  /**
   * Trie nodes that the first write to a key in a call is taken to touch. nearcore counts the nodes of its real trie; devnet has none, so this is an estimate:
   * about the depth at which mainnet calls find their keys. Reads touch none since flat storage (61).
   */
  trieNodesPerWrite: number
}

const parameters84: VmParameters = {
  protocolVersion: 84,
  // parameters.snap: wasm_regular_op_cost, wasm_linear_op_base_cost, wasm_linear_op_unit_cost.
  regularOpCost: 822_756,
  linearOpBaseCost: 26_328_192,
  linearOpUnitCost: 822_756,
  hostCosts: hostCosts84,
  actionFees: actionFees84,
  limits: limits84,
  trieNodesPerWrite: 9,
}

/** Parameter tables by protocol version. */
export const parametersByVersion = { 84: parameters84 } as const

export type SupportedProtocolVersion = keyof typeof parametersByVersion
