import * as store from '../../../store/index.ts'
import { BUSY } from './many-rows.ts'

type Database = store.Database

/** A query as it is asked in earnest, and what its plan may do that others' may not, with the reason. */
export type Query = {
  /** The function; several may be tried of one. */
  name: string
  run: (db: Database) => Promise<unknown>
  /** Why it may sort. */
  sorts?: string
  /** Why it may read rows that it does not return, or many. */
  reads?: string
}

const AT = { first: 20 }
const ACCOUNTS = ['a1.near', 'a2.near', 'nobody.near']

/** Tries a list at its beginning, in its middle and backward. */
function pages<K>(
  name: keyof typeof store,
  key: K,
  read: (
    db: Database,
    options: { first: number; after?: K; before?: K; backward?: boolean },
  ) => Promise<unknown>,
  given: Pick<Query, 'reads' | 'sorts'> = {},
): Query[] {
  const options = [AT, { ...AT, after: key }, { ...AT, before: key, backward: true }]
  return options.map((o) => ({ name, run: (db) => read(db, o), ...given }))
}

const PASSED_OVER = 'goes on until a page is full of what is wanted'
const WITHIN_ACCOUNT = 'puts what one account ran into the other order'
const AT_START = 'the indexer asks once, when it starts'
const SEQ = 9_000
const { recipe: recipeId, builder, code: codeHash, source: sourceId } = BUSY
const { environment, owner, policy, digest, operator, account, repository, commit } = BUSY
const MIDDLE = { accountId: 'a1500.near', height: 500 }

export const QUERIES: Query[] = [
  ...[{}, { builder }, { recipeId }, { codeHash }].flatMap((filter) =>
    pages('attestationPage', SEQ, (db, o) => store.attestationPage(db, { ...o, filter })),
  ),
  ...pages(
    'attestationPage',
    SEQ,
    (db, o) => store.attestationPage(db, { ...o, filter: { live: true } }),
    { reads: PASSED_OVER },
  ),
  ...[{}, { recipeId }, { open: true }].flatMap((filter) =>
    pages('conflictPage', 201_000, (db, o) => store.conflictPage(db, { ...o, filter })),
  ),
  {
    name: 'resultsOfRecipes',
    run: (db) => store.resultsOfRecipes(db, ['recipe 7']),
    sorts: 'a recipe has as many results as hashes were given for it',
  },
  ...[{}, { builder }, { recipeId }].flatMap((filter) =>
    pages('equivocationPage', SEQ, (db, o) => store.equivocationPage(db, { ...o, filter })),
  ),
  ...pages('builderPage', 'b5000.near', store.builderPage),
  { name: 'buildersByNames', run: (db) => store.buildersByNames(db, [builder, 'b10.near']) },
  { name: 'declarationsOf', run: (db) => store.declarationsOf(db, ACCOUNTS) },
  { name: 'declaredOperators', run: (db) => store.declaredOperators(db, ACCOUNTS) },
  ...pages('operatorPage', operator, store.operatorPage),
  ...pages('accountsOfOperator', 'a500.near', (db, o) =>
    store.accountsOfOperator(db, { ...o, operator }),
  ),
  ...[{}, { sourceId }, { environment }].flatMap((filter) =>
    pages('recipePage', 1_000, (db, o) => store.recipePage(db, { ...o, filter })),
  ),
  { name: 'recipeById', run: (db) => store.recipeById(db, recipeId) },
  { name: 'recipesByIds', run: (db) => store.recipesByIds(db, [recipeId, 'recipe 7']) },
  ...[{}, { repository }, { commit }].flatMap((filter) =>
    pages('sourcePage', 1_000, (db, o) => store.sourcePage(db, { ...o, filter })),
  ),
  {
    name: 'sourcePage',
    run: (db) =>
      store.sourcePage(db, { ...AT, filter: { commit: '00000000000000000000000000001' } }),
    sorts: 'what begins with some digits of a commit is put in order of age',
  },
  { name: 'sourcesByIds', run: (db) => store.sourcesByIds(db, [sourceId, 'none']) },
  ...[{}, { inForce: true }, { owner }, { owner, name: policy }, { digest }].flatMap((filter) =>
    pages('policyPage', 20_500, (db, o) => store.policyPage(db, { ...o, filter })),
  ),
  { name: 'policiesBySeqs', run: (db) => store.policiesBySeqs(db, [20_001, 1]) },
  { name: 'policyByName', run: (db) => store.policyByName(db, 'dao-1.near', 'policy-1') },
  ...[{ codeHash }, { codeHash, current: true }, { owner: BUSY.globalOwner }].flatMap((filter) =>
    pages('deploymentPage', MIDDLE, (db, o) => store.deploymentPage(db, { ...o, filter })),
  ),
  ...pages('deploymentPage', { accountId: account, height: 500 }, (db, o) =>
    store.deploymentPage(db, { ...o, filter: { accountId: account } }),
  ),
  ...pages('deploymentPage', MIDDLE, (db, o) => store.deploymentPage(db, o), {
    sorts: WITHIN_ACCOUNT,
    reads: WITHIN_ACCOUNT,
  }),
  { name: 'deploymentAt', run: (db) => store.deploymentAt(db, MIDDLE) },
  { name: 'deploymentsInForce', run: (db) => store.deploymentsInForce(db, ACCOUNTS) },
  { name: 'globalCodesInForce', run: (db) => store.globalCodesInForce(db, ['library-1.near']) },
  ...pages(
    'globalCodePage',
    { accountId: BUSY.globalOwner, height: 500 },
    (db, o) => store.globalCodePage(db, { ...o, filter: { codeHash } }),
    { reads: 'passes over the times at which one owner published the same code later' },
  ),
  ...pages('globalCodePage', { accountId: BUSY.globalOwner, height: 500 }, (db, o) =>
    store.globalCodePage(db, { ...o, filter: { owner: BUSY.globalOwner } }),
  ),
  { name: 'attestedCodes', run: (db) => store.attestedCodes(db, [codeHash, 'code 7', 'none']) },
  { name: 'watchedAccounts', run: (db) => store.watchedAccounts(db), reads: AT_START },
  { name: 'watchedByAccounts', run: (db) => store.watchedByAccounts(db, ACCOUNTS) },
  {
    name: 'watchedUnknown',
    run: (db) => store.watchedUnknown(db),
    reads: AT_START,
    sorts: AT_START,
  },
  { name: 'ownersInForce', run: (db) => store.ownersInForce(db), reads: AT_START, sorts: AT_START },
  {
    name: 'eventsLoggedBy',
    run: (db) => store.eventsLoggedBy(db, 'Tx1234x'.padEnd(44, '7'), 20),
    sorts: 'a transaction logs as many events as fit its gas',
  },
  { name: 'readTotals', run: (db) => store.readTotals(db) },
  { name: 'readCursor', run: (db) => store.readCursor(db) },
  { name: 'attestationsBySeqs', run: (db) => store.attestationsBySeqs(db, [1, 2, 99_999]) },
  { name: 'receiptsBySeqs', run: (db) => store.receiptsBySeqs(db, [1, 2, 99_999]) },
  { name: 'blocksByHeights', run: (db) => store.blocksByHeights(db, [101, 102]) },
  { name: 'eventTexts', run: (db) => store.eventTexts(db, { fromSeq: SEQ, limit: 20 }) },
  { name: 'loggedEvents', run: (db) => store.loggedEvents(db, { fromSeq: SEQ, limit: 20 }) },
  { name: 'storedEvents', run: (db) => store.storedEvents(db, { afterSeq: SEQ, limit: 20 }) },
  {
    name: 'crowdedEvidence',
    run: (db) => store.crowdedEvidence(db, codeHash, [builder, 'b20.near', 'nobody.near']),
    reads:
      'looks at the first and the last 500 statements of a code, and at what some builders support',
  },
  {
    name: 'evidenceForCodes',
    run: (db) => store.evidenceForCodes(db, ['code 7', 'code 8', 'none'], { most: 100 }),
  },
  {
    name: 'evidenceForCodes',
    run: (db) => store.evidenceForCodes(db, ['code 7', codeHash], { most: 100 }),
  },
  ...store.PROJECTED_TABLES.flatMap((table): Query[] => [
    { name: 'rowsAfter', run: (db) => store.rowsAfter(db, table, undefined, 20) },
    { name: 'rowsAfter', run: (db) => store.rowsAfter(db, table, keyOf(table), 20) },
    { name: 'rowsByKeys', run: (db) => store.rowsByKeys(db, table, [keyOf(table)]) },
    {
      name: 'countRows',
      run: (db) => store.countRows(db, table.name),
      reads: 'an audit says of how many rows it has looked at every one',
    },
  ]),
]

function keyOf({ key }: store.KeyedTable): string | number {
  return /seq|id$/.test(key) && !key.includes('_id') ? 1 : 'a'
}
