/** How the instructions that run are counted, see `vm/prepare/`. */
export type Metering = 'pwasm' | 'finite-wasm'

export type Instructions = {
  /** Gas of one instruction. */
  regularOpCost: number
  /** Gas of memory and table grow, fill, copy and init: base, and for each byte, page or element. */
  linearOpBaseCost: number
  linearOpUnitCost: number
  /** Gas of a page that memory grows by, at `pwasm`. */
  growMemoryCost: number
  metering: Metering
  /**
   * Trie nodes that the first use of a key in a call is taken to touch. nearcore counts the nodes of its real trie; devnet has none, so this is an estimate:
   * about the depth at which mainnet calls find their keys.
   */
  trieNodesPerKey: number
}

/** Instructions as they were at protocol 57. Source: nearcore `parameters.yaml` (`wasm_regular_op_cost`, `wasm_linear_op_…`, `wasm_grow_mem_cost`); later versions say what they changed. */
export const instructions57: Instructions = {
  regularOpCost: 822_756,
  linearOpBaseCost: 300_000_000_000_000,
  linearOpUnitCost: 300_000_000_000_000,
  growMemoryCost: 1,
  metering: 'pwasm',
  trieNodesPerKey: 9,
}
