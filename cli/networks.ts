/** A NEAR network: where to ask it, and which chain must answer. */
export type Network = {
  /** URLs of RPCs that stand in for each other. */
  rpc: readonly string[]
  /** null: whichever it is. */
  chainId: string | null
  /** URLs of servers that give its blocks in neardata's form. */
  blocks: readonly string[]
  /** Requests a minute that those servers and RPCs allow without a key; null: no limit. */
  maxPerMinute: number | null
  /** Bucket of NEAR Lake; null: the network has none. */
  lake: { bucket: string; region: string } | null
}

// FastNEAR's limit for who has no key (fastnear/neardata-server, README).
const FREE_PER_MINUTE = 180
// near/near-lake-framework-js, README.
const LAKE_REGION = 'eu-central-1'

// FastNEAR's free endpoints (docs.near.org, "RPC providers"); those of near.org are deprecated.
const NETWORKS: Readonly<Record<string, Network>> = {
  mainnet: {
    rpc: ['https://free.rpc.fastnear.com'],
    chainId: 'mainnet',
    blocks: ['https://mainnet.neardata.xyz'],
    maxPerMinute: FREE_PER_MINUTE,
    lake: { bucket: 'near-lake-data-mainnet', region: LAKE_REGION },
  },
  testnet: {
    rpc: ['https://test.rpc.fastnear.com'],
    chainId: 'testnet',
    blocks: ['https://testnet.neardata.xyz'],
    maxPerMinute: FREE_PER_MINUTE,
    lake: { bucket: 'near-lake-data-testnet', region: LAKE_REGION },
  },
  // Where `countersign devnet` listens unless it is told otherwise.
  devnet: {
    rpc: ['http://127.0.0.1:3030'],
    chainId: 'localnet',
    blocks: ['http://127.0.0.1:3030'],
    maxPerMinute: null,
    lake: null,
  },
}

/** Finds a network by its name. */
export function namedNetwork(name: string): Network | undefined {
  return Object.hasOwn(NETWORKS, name) ? NETWORKS[name] : undefined
}

/** Finds a network by its name, or takes the URL of an RPC for one; undefined if the text is neither. */
export function networkOf(text: string): Network | undefined {
  const named = namedNetwork(text)
  if (named !== undefined) return named
  const url = URL.parse(text)
  return url !== null && ['http:', 'https:'].includes(url.protocol)
    ? { rpc: [text], chainId: null, blocks: [], maxPerMinute: null, lake: null }
    : undefined
}
