/** A NEAR network: where to ask it, and which chain must answer. */
export type Network = {
  /** URLs of RPCs that stand in for each other. */
  rpc: readonly string[]
  /** null: whichever it is. */
  chainId: string | null
}

// FastNEAR's free endpoints (docs.near.org, "RPC providers"); those of near.org are deprecated.
const NETWORKS: Readonly<Record<string, Network>> = {
  mainnet: { rpc: ['https://free.rpc.fastnear.com'], chainId: 'mainnet' },
  testnet: { rpc: ['https://test.rpc.fastnear.com'], chainId: 'testnet' },
  // Where `countersign devnet` listens unless it is told otherwise.
  devnet: { rpc: ['http://127.0.0.1:3030'], chainId: 'localnet' },
}

/** Finds a network by its name, or takes the URL of an RPC for one; undefined if the text is neither. */
export function networkOf(text: string): Network | undefined {
  if (Object.hasOwn(NETWORKS, text)) return NETWORKS[text]
  const url = URL.parse(text)
  return url !== null && ['http:', 'https:'].includes(url.protocol)
    ? { rpc: [text], chainId: null }
    : undefined
}
