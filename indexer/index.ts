// The door of indexer/: from blocks to the rows of store/.

export type { Block, BlockSource, ReceiptOutcome, SourceStats } from './block.ts'
export { type Clock, systemClock } from './clock.ts'
export {
  IndexerError,
  type IndexerErrorCode,
  type IndexerErrorDetails,
  isIndexerError,
} from './errors.ts'
export type { ReadHead, RegistryHead } from './head-check.ts'
export { createIndexer, type Indexer, type IndexerOptions } from './indexer.ts'
export { createNeardataSource, type NeardataOptions } from './neardata/source.ts'
export { createHeadReader } from './registry-head.ts'
export type { IndexerState, IndexerStatus } from './status.ts'
