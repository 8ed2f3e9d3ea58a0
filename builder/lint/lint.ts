import { realpath, stat } from 'node:fs/promises'
import { BuilderError } from '../errors.ts'
import { createCheckContract } from './check-contract.ts'
import { findContracts } from './contracts/find-contracts.ts'
import type { LintReport } from './finding.ts'
import { createFindings } from './findings.ts'
import { LINT_LIMITS, type LintLimits } from './limits.ts'
import { createManifests } from './manifest/read-manifests.ts'
import { malformedManifest, unreadFile } from './rules/of-repository.ts'
import type { RuleWords } from './rules/rule.ts'
import { createCommitted } from './tree/committed.ts'
import { createTree } from './tree/tree.ts'

export type LintOptions = {
  directory: string
  /** Ids of the rules to hold contracts to; all if there are none. */
  only?: readonly string[]
  /** Ids of rules to leave out. */
  off?: readonly string[]
  /** PATH and HOME of a formatter that is run. */
  env: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  limits?: LintLimits
}

/**
 * Looks in a folder for what will break the reproducibility of the contracts below it. Nothing of the folder is run, no link is
 * followed, and no file is written; the rule `python-format` runs a formatter.
 *
 * @throws BuilderError `FOLDER_UNREADABLE`, `NO_CONTRACT`
 */
export async function lint(options: LintOptions): Promise<LintReport> {
  const { directory, only = [], off = [], env, signal, limits = LINT_LIMITS } = options
  const tree = await createTree(await readableFolder(directory), limits).catch((cause) => {
    throw unreadable(directory, cause)
  })
  const manifests = createManifests(tree)
  const committed = createCommitted(tree.root, signal, limits)
  const notes: string[] = []
  const repository = {
    tree,
    manifests,
    committed,
    formatter: { env, signal, timeMs: limits.timeMs, mostBytes: limits.formattedBytes },
    note: (sentence: string) => notes.push(sentence),
  }
  const { contracts, all } = await findContracts(repository, limits.contracts)
  const findings = createFindings(limits)
  const isOn = ({ id }: RuleWords) => (only.length === 0 || only.includes(id)) && !off.includes(id)
  const check = createCheckContract(repository, findings, isOn)
  for (const contract of contracts) await check(contract)
  if (isOn(malformedManifest)) findings.add(malformedManifest, manifests.malformed)
  const unread = [...tree.unread].map(([file, why]) => ({ what: `It was not read: ${why}.`, file }))
  if (isOn(unreadFile)) findings.add(unreadFile, unread)
  if (contracts.length === 0 && manifests.malformed.length + unread.length === 0) {
    throw noContract(directory, tree.skipped)
  }
  if (await committed.isPart()) {
    notes.push('The folder is a part of a repository; what is above it was not looked at.')
  }
  if (!all) notes.push(`There are more than ${limits.contracts} contracts; the rest was left.`)
  return {
    format: 1,
    contracts: contracts.map(({ language, folder, manifest }) => ({
      language,
      folder,
      manifest: manifest.file,
    })),
    findings: findings.all(),
    errors: findings.errors(),
    warnings: findings.warnings(),
    omitted: findings.omitted(),
    complete: all && tree.skipped.length === 0,
    notes: [...tree.skipped, ...committed.notes, ...notes],
  }
}

async function readableFolder(directory: string): Promise<string> {
  try {
    const root = await realpath(directory)
    if ((await stat(root)).isDirectory()) return root
  } catch (cause) {
    throw unreadable(directory, cause)
  }
  throw new BuilderError('FOLDER_UNREADABLE', `${directory} is no folder. Name a repository.`)
}

function unreadable(directory: string, cause: unknown): BuilderError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new BuilderError('FOLDER_UNREADABLE', `${directory} cannot be read${code}.`, { cause })
}

function noContract(directory: string, skipped: readonly string[]): BuilderError {
  const text = `There is no contract in ${directory}: no Cargo.toml with a cdylib or near-sdk, no package.json with near-sdk-js, no pyproject.toml or requirements.txt with near-sdk-py or nearc.`
  return new BuilderError('NO_CONTRACT', [text, ...skipped.slice(0, 3)].join(' '))
}
