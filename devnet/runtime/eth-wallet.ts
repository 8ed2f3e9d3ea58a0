/**
 * The global contracts that ETH-implicit accounts run (NEP-518), by chain, in base58. Source: nearcore `runtime/near-wallet-contract/src/lib.rs`,
 * `eth_wallet_global_contract_hash`. Every other chain has there the hash of a file that nearcore brings along, which devnet has not.
 */
const WALLETS: Readonly<Record<string, string>> = {
  mainnet: '2zodJZK2e4nnv5AqwCRnenNSmkikXhEd7PPY6BmfTmW4',
  testnet: '3PpYvRxBfC5BkZxTw8ZFG3D52w1ZRhvDDWirKoxphMDn',
}

/** Gives the hash of the wallet contract on a chain; undefined where devnet does not know it. */
export function ethWalletHash(chainId: string): string | undefined {
  return Object.hasOwn(WALLETS, chainId) ? WALLETS[chainId] : undefined
}
