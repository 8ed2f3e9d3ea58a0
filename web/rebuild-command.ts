import { shellWord } from './text/shell-word.ts'

// Networks that the command knows by name (cli/networks.ts), by the chain's own id.
const NETWORKS: Readonly<Record<string, string>> = {
  mainnet: 'mainnet',
  testnet: 'testnet',
  localnet: 'devnet',
}

/** What is rebuilt: what runs at an account, or a global contract by its hash. */
export type RebuildSubject = { account: string } | { codeHash: string }

/** What a reader types to rebuild what is asked about; with a recipe of a builder's, the recipe goes into a file first. */
export function rebuildCommand({
  subject,
  chainId,
  recipe,
}: {
  subject: RebuildSubject
  /** null: not known. */
  chainId: string | null
  /** Canonical JSON; null: the contract states it itself. */
  recipe: string | null
}): string {
  const words = ['countersign', 'verify']
  if ('account' in subject) words.push(shellWord(subject.account))
  else words.push('--code-hash', shellWord(subject.codeHash))
  words.push(...networkWords(chainId))
  if (recipe !== null) words.push('--recipe', 'recipe.json')
  const verify = words.join(' ')
  return recipe === null ? verify : `printf %s ${shellWord(recipe)} > recipe.json\n${verify}`
}

function networkWords(chainId: string | null): string[] {
  const name = chainId !== null && Object.hasOwn(NETWORKS, chainId) ? NETWORKS[chainId] : undefined
  return name === undefined ? ['--rpc', '"$NEAR_RPC"'] : ['--network', name]
}

/** Tells whether the command knows a chain by name. */
export const knowsNetwork = (chainId: string | null): boolean =>
  chainId !== null && Object.hasOwn(NETWORKS, chainId)
