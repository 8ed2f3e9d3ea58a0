export { type AskBook, openAskBook } from './ask-book.ts'
export { isServerAddress } from './database-kind.ts'
export { StoreError, type StoreErrorCode, type StoreErrorDetails } from './errors.ts'
export { SCHEMA_VERSION } from './migrations/index.ts'
export { openStore, type Store, type StoreOptions } from './open-store.ts'
export { type KeyedTable, PROJECTED_TABLES } from './projected-tables.ts'
export { type AttestationFilter, attestationPage } from './queries/attestation-page.ts'
export { attestationsBySeqs } from './queries/attestations-by-seqs.ts'
export { blocksByHeights } from './queries/blocks.ts'
export { builderPage, buildersByNames, declarationsOf } from './queries/builder-page.ts'
export {
  type ConflictFilter,
  conflictPage,
  type Result,
  resultsOfRecipes,
} from './queries/conflict-page.ts'
export { crowdedEvidence } from './queries/crowded-evidence.ts'
export { readCursor } from './queries/cursor.ts'
export { declaredOperators } from './queries/declared-operators.ts'
export {
  type DeploymentFilter,
  type DeploymentKey,
  deploymentAt,
  deploymentPage,
} from './queries/deployment-page.ts'
export {
  attestedCodes,
  deploymentsInForce,
  globalCodesInForce,
} from './queries/deployments-in-force.ts'
export { type EquivocationFilter, equivocationPage } from './queries/equivocation-page.ts'
export { type EventText, eventTexts } from './queries/event-texts.ts'
export { eventsLoggedBy } from './queries/events-logged-by.ts'
export { evidenceForCodes } from './queries/evidence.ts'
export { type GlobalCodeFilter, globalCodePage } from './queries/global-code-page.ts'
export { type LoggedEvent, loggedEvents } from './queries/logged-events.ts'
export { accountsOfOperator, operatorPage } from './queries/operator-page.ts'
export type { Page, PageOptions } from './queries/page.ts'
export { policyByName } from './queries/policies.ts'
export { type PolicyFilter, policiesBySeqs, policyPage } from './queries/policy-page.ts'
export { receiptsBySeqs } from './queries/receipts-by-seqs.ts'
export { type RecipeFilter, recipePage } from './queries/recipe-page.ts'
export { recipeById, recipesByIds } from './queries/recipes.ts'
export { type SourceFilter, sourcePage } from './queries/source-page.ts'
export { sourcesByIds } from './queries/sources.ts'
export { type StoredEvent, storedEvents } from './queries/stored-events.ts'
export {
  countRows,
  type RowKey,
  rowsAfter,
  rowsByKeys,
  type TableRow,
} from './queries/table-rows.ts'
export { readTotals } from './queries/totals.ts'
export {
  ownersInForce,
  watchedAccounts,
  watchedByAccounts,
  watchedUnknown,
} from './queries/watched.ts'
export type {
  AttestationRow,
  BlockRow,
  BuilderRow,
  ConflictRow,
  Cursor,
  Database,
  DeploymentKind,
  DeploymentRow,
  EquivocationRow,
  EventRow,
  GlobalCodeRow,
  OperatorRow,
  PolicyRow,
  RecipeRow,
  SourceRow,
  Tables,
  Totals,
  WatchedRow,
} from './tables.ts'
export { type Batch, type Ending, writeBatch } from './write-batch.ts'
export type { DeploymentBatch, DeploymentEnding, GlobalCodeEnding } from './write-deployments.ts'
export { deleteRows, putRows, raiseDataVersion } from './write-rows.ts'
