/** An embedded NEAR chain for development: nearcore's rules and answers in one process, or a clear refusal. */
export type { GenesisAccount } from './chain/genesis.ts'
export { keyFromName } from './chain/genesis.ts'
export { DevnetError } from './errors.ts'
export type { Node, NodeOptions } from './node.ts'
export { createNode } from './node.ts'
export { parsePublicKey } from './primitives/public-key.ts'
export type { Devnet, DevnetOptions } from './start-devnet.ts'
export { startDevnet } from './start-devnet.ts'
