import { isDeepStrictEqual } from 'node:util'
import type { GenesisAccount } from '../chain/genesis.ts'
import { DevnetError } from '../errors.ts'

/** What a network is from its genesis on. */
export type Settings = {
  chainId: string
  protocolVersion: number
  /** Of the root account, which is the validator. */
  rootSecretKey: string
  genesisAccounts: readonly GenesisAccount[]
  transactionValidityBlocks: number
  /** null: blocks follow the clock. */
  seed: string | null
}

/** undefined: whatever is there. */
export type WantedSettings = { [K in keyof Settings]?: Settings[K] | undefined }

/** What is said of a setting that a home has otherwise. */
const NAMES: { [K in keyof Settings]: string } = {
  chainId: 'chain id',
  protocolVersion: 'protocol version',
  rootSecretKey: 'root key',
  genesisAccounts: 'genesis accounts',
  transactionValidityBlocks: 'transaction validity',
  seed: 'seed',
}

/** Gives the settings of a network that is there already: what is wanted must be as it has it. Throws `HOME_DIFFERENT`. */
export function checkSettings(directory: string, kept: Settings, wanted: WantedSettings): Settings {
  for (const setting of Object.keys(NAMES) as (keyof Settings)[]) {
    const value = wanted[setting]
    if (value === undefined || isDeepStrictEqual(value, kept[setting])) continue
    throw different(directory, setting, shown(setting, kept), shown(setting, wanted))
  }
  return kept
}

function shown(setting: keyof Settings, settings: WantedSettings): string {
  const value = settings[setting]
  if (setting === 'rootSecretKey') return '(not shown)'
  if (value === undefined || value === null) return 'none'
  return typeof value === 'object' ? `${value.length} accounts` : JSON.stringify(value)
}

function different(
  directory: string,
  setting: keyof Settings,
  kept: string,
  wanted: string,
): DevnetError<'HOME_DIFFERENT'> {
  const name = NAMES[setting]
  const text = `The network in ${directory} has another ${name}: ${kept}, not ${wanted}. Start it with that, or use another directory.`
  return new DevnetError('HOME_DIFFERENT', text, { directory, setting, kept, wanted })
}
