import { isAccountId } from '../../protocol/account-id.ts'
import { isCodeHash } from '../../protocol/code-hash.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import {
  accountsOfOperator,
  attestationPage,
  attestationsBySeqs,
  buildersByNames,
  type Database,
  deploymentPage,
  eventsLoggedBy,
  globalCodePage,
  policyPage,
  recipePage,
  recipesByIds,
  sourcePage,
  sourcesByIds,
} from '../../store/index.ts'
import type { DeployedCode } from '../near/deployed-code.ts'
import type { NodeType } from '../schema/global-id.ts'
import { encodeGlobalId } from '../schema/global-id.ts'
import { readCommit, readImageDigest, readRepository } from './source-text.ts'

/** Something that a text may mean, and the global id by which it is found. */
export type Hit = { kind: HitKind; id: string }
export type HitKind = Exclude<NodeType, 'Deployment'>

// What fits more than that needs more of the text.
const MOST = 10

/** Finds what a text may mean: an account, a hash of code, recipe, source, policy, transaction or receipt, a repository, a commit, an image. */
export async function search(
  text: string,
  { database, deployedCode }: { database: Database; deployedCode: DeployedCode },
): Promise<Hit[]> {
  const given = text.trim()
  const found = await Promise.all([
    isAccountId(given) ? byAccount(given, database, deployedCode) : [],
    isCodeHash(given) ? byHash(given, database) : [],
    bySource(given, database),
  ])
  return found.flat()
}

const hit = (kind: HitKind, key: string | number): Hit => ({ kind, id: encodeGlobalId(kind, key) })

async function byAccount(
  account: string,
  db: Database,
  deployedCode: DeployedCode,
): Promise<Hit[]> {
  const [code, [builder], operator, policies] = await Promise.all([
    // Who looks for an account while NEAR is away is told that when it is shown.
    Promise.resolve(deployedCode(account)).catch(() => undefined),
    buildersByNames(db, [account]),
    accountsOfOperator(db, { operator: account, first: 1 }),
    policyPage(db, { first: MOST, filter: { owner: account, inForce: true } }),
  ])
  return [
    ...(code?.kind === 'unknown_account' ? [] : [hit('Contract', account)]),
    ...(builder === undefined ? [] : [hit('Builder', account)]),
    ...(operator.rows.length === 0 ? [] : [hit('Operator', account)]),
    ...policies.rows.map(({ seq }) => hit('Policy', seq)),
  ]
}

async function byHash(hash: string, db: Database): Promise<Hit[]> {
  const [attested, deployed, shared, [recipe], [source], policies, seqs] = await Promise.all([
    attestationPage(db, { first: 1, filter: { codeHash: hash } }),
    deploymentPage(db, { first: 1, filter: { codeHash: hash } }),
    globalCodePage(db, { first: 1, filter: { codeHash: hash } }),
    recipesByIds(db, [hash]),
    sourcesByIds(db, [hash]),
    policyPage(db, { first: MOST, filter: { digest: hash } }),
    eventsLoggedBy(db, hash, MOST),
  ])
  const isCode = [attested, deployed, shared].some(({ rows }) => rows.length > 0)
  const logged = await attestationsBySeqs(db, seqs)
  return [
    ...(isCode ? [hit('Code', hash)] : []),
    ...(recipe === undefined ? [] : [hit('Recipe', hash)]),
    ...(source === undefined ? [] : [hit('Source', hash)]),
    ...policies.rows.map(({ seq }) => hit('Policy', seq)),
    ...logged.flatMap((row) => (row === undefined ? [] : [hit('Attestation', row.seq)])),
  ]
}

async function bySource(text: string, db: Database): Promise<Hit[]> {
  const [commit, environment, repository] = [readCommit, readImageDigest, readRepository].map(
    (read) => readIf(text, read),
  )
  const recipes =
    environment === undefined
      ? []
      : (await recipePage(db, { first: MOST, filter: { environment } })).rows
  const filters = [commit && { commit }, repository && { repository }].filter((f) => !!f)
  const pages = await Promise.all(filters.map((filter) => sourcePage(db, { first: MOST, filter })))
  const sources = new Set(pages.flatMap(({ rows }) => rows.map(({ source_id }) => source_id)))
  return [
    ...[...sources].map((id) => hit('Source', id)),
    ...recipes.map(({ recipe_id }) => hit('Recipe', recipe_id)),
  ]
}

function readIf(text: string, read: (text: string, field: string) => string): string | undefined {
  try {
    return read(text, 'text')
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}
