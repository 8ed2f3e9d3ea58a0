// The door of indexer/: from blocks to the rows of store/.

export { createAskRegistry } from './audit/ask-registry.ts'
export { type Audit, type AuditOptions, audit } from './audit/audit.ts'
export type { ChainComparison } from './audit/compare-chain.ts'
export type { Finding } from './audit/findings.ts'
export type {
  Block,
  BlockSource,
  CodeChange,
  GlobalCode,
  Origin,
  ReceiptOutcome,
  RunningCode,
  SourceStats,
  Wanted,
} from './block.ts'
export type { ChainSaid, ReadChain } from './chain-check.ts'
export { createChainReader } from './chain-reader.ts'
export { type Clock, systemClock } from './clock.ts'
export { type CurrentCode, createCurrentCode } from './deployments/current-code.ts'
export { createDeployments, type Deployments } from './deployments/deployments.ts'
export {
  IndexerError,
  type IndexerErrorCode,
  type IndexerErrorDetails,
  isIndexerError,
} from './errors.ts'
export type { ReadHead, RegistryHead } from './head-check.ts'
export { createIndexer, type Indexer, type IndexerOptions } from './indexer.ts'
export {
  createIndexerMetrics,
  type IndexerMetrics,
  type WrittenBatch,
} from './operations/metrics.ts'
export { type Operations, serveOperations } from './operations/serve-operations.ts'
export {
  type RebuildOptions,
  type RebuildProgress,
  type Rebuilt,
  rebuild,
} from './rebuild/rebuild.ts'
export { createHeadReader } from './registry-head.ts'
export { createLakeSource, type LakeOptions } from './sources/lake/source.ts'
export { createNeardataSource, type NeardataOptions } from './sources/neardata/source.ts'
export type { RequestOptions } from './sources/requests/requests.ts'
export { createRpcSource, type RpcSourceOptions } from './sources/rpc/source.ts'
export type { IndexerState, IndexerStatus } from './status.ts'
