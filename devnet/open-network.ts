import type { GenesisAccount } from './chain/genesis.ts'
import { ROOT_ACCOUNT, rootAccount } from './chain/genesis.ts'
import type { KnownKey } from './chain/known-key.ts'
import { keyFromName, keyFromSecret } from './chain/known-key.ts'
import { protocolParameters } from './parameters/index.ts'
import { TRANSACTION_VALIDITY_BLOCKS } from './runtime/parameters.ts'
import { badHome, readRootKey, writeKeyFiles } from './storage/key-files.ts'
import type { NetworkStore } from './storage/open-chain-store.ts'
import { openChainStore } from './storage/open-chain-store.ts'
import type { Settings } from './storage/settings.ts'
import { checkSettings } from './storage/settings.ts'

/** What a network can be told from its genesis on; the same for good in a home. */
export type NetworkOptions = {
  /** One of `PROTOCOL_VERSIONS`; the one in force on mainnet unless given. */
  protocolVersion?: number
  /** Directory in which the network is kept, so that it goes on where it ended; in memory unless given. */
  home?: string
  /** Makes blocks follow from the transactions and their order alone, without a clock. Another text, other block hashes. */
  seed?: string
  /** Accounts that exist from the start beside the root account. */
  genesisAccounts?: readonly GenesisAccount[]
  /** Secret key of the root account, ed25519; one that is known to everybody unless given. */
  rootSecretKey?: string
  chainId?: string
  /** Blocks for which a transaction is valid after the one that it names. */
  transactionValidityBlocks?: number
}

export type Network = {
  store: NetworkStore
  settings: Settings
  rootKey: KnownKey
  genesisAccounts: readonly GenesisAccount[]
}

/**
 * Opens the network in a home, or begins one. In a home that is there already, what is given must be as the home has it, and
 * what is not given is the home's. Throws `HOME_…`, and `BAD_OPTION` for a key file that holds no key.
 */
export function openNetwork({ home, ...options }: NetworkOptions): Network {
  const store = openChainStore(home)
  try {
    const settings = settle(store, home, options)
    const rootKey = keyFromSecret(ROOT_ACCOUNT, settings.rootSecretKey)
    const genesisAccounts = [rootAccount(rootKey.publicKey), ...settings.genesisAccounts]
    if (home !== undefined) writeKeyFiles(home, rootKey, settings.chainId)
    return { store, settings, rootKey, genesisAccounts }
  } catch (error) {
    store.close()
    throw error
  }
}

function settle(
  store: NetworkStore,
  home: string | undefined,
  options: Omit<NetworkOptions, 'home'>,
): Settings {
  const rootSecretKey = givenKey(home, options.rootSecretKey)
  const kept = store.settings()
  if (kept && home !== undefined) {
    return checkSettings(home, kept, { ...options, rootSecretKey })
  }
  const settings: Settings = {
    chainId: options.chainId ?? 'localnet',
    protocolVersion: protocolParameters(options.protocolVersion).protocolVersion,
    rootSecretKey: rootSecretKey ?? keyFromName(ROOT_ACCOUNT).secretKey,
    genesisAccounts: options.genesisAccounts ?? [],
    transactionValidityBlocks: options.transactionValidityBlocks ?? TRANSACTION_VALIDITY_BLOCKS,
    seed: options.seed ?? null,
  }
  store.keepSettings(settings)
  return settings
}

/** The root key that the options or the home's key file name; undefined: neither does. */
function givenKey(home: string | undefined, option: string | undefined): string | undefined {
  const given = option && keyFromSecret(ROOT_ACCOUNT, option).secretKey
  const inFile = home === undefined ? undefined : readRootKey(home)
  if (given && inFile && given !== inFile) {
    throw badHome(
      String(home),
      `${home} has a key file with another key than the one that is given.`,
    )
  }
  return given ?? inFile
}
