export { type AskBook, openAskBook } from './ask-book.ts'
export { auditChain, type ChainAudit } from './audit-chain.ts'
export { isServerAddress } from './database-kind.ts'
export { StoreError, type StoreErrorCode, type StoreErrorDetails } from './errors.ts'
export { SCHEMA_VERSION } from './migrations/index.ts'
export { openStore, type Store, type StoreOptions } from './open-store.ts'
export { type KeyedTable, PROJECTED_TABLES } from './projected-tables.ts'
export {
  type AttestationFilter,
  type AttestationPage,
  type AttestationPageOptions,
  attestationPage,
} from './queries/attestation-page.ts'
export { attestationsBySeqs } from './queries/attestations-by-seqs.ts'
export { blocksByHeights } from './queries/blocks.ts'
export { readCursor } from './queries/cursor.ts'
export { declaredOperators } from './queries/declared-operators.ts'
export {
  attestedCodes,
  deploymentsInForce,
  globalCodesInForce,
} from './queries/deployments-in-force.ts'
export { type EventText, eventTexts } from './queries/event-texts.ts'
export { evidenceForCode, evidenceForCodes } from './queries/evidence.ts'
export { type LoggedEvent, loggedEvents } from './queries/logged-events.ts'
export { policyByName } from './queries/policies.ts'
export { receiptsBySeqs } from './queries/receipts-by-seqs.ts'
export { recipeById, recipesByIds } from './queries/recipes.ts'
export { sourcesByIds } from './queries/sources.ts'
export { type StoredEvent, storedEvents } from './queries/stored-events.ts'
export {
  countRows,
  type RowKey,
  rowsAfter,
  rowsByKeys,
  type TableRow,
} from './queries/table-rows.ts'
export { ownersInForce, watchedAccounts, watchedUnknown } from './queries/watched.ts'
export type {
  AttestationRow,
  BlockRow,
  Cursor,
  Database,
  DeploymentKind,
  DeploymentRow,
  EventRow,
  GlobalCodeRow,
  OperatorRow,
  PolicyRow,
  RecipeRow,
  SourceRow,
  Tables,
  WatchedRow,
} from './tables.ts'
export { type Batch, type Ending, writeBatch } from './write-batch.ts'
export type { DeploymentBatch, DeploymentEnding, GlobalCodeEnding } from './write-deployments.ts'
export { deleteRows, putRows, raiseDataVersion } from './write-rows.ts'
