// The door of chain/: talking to NEAR.

export { type CodeKind, type ResolvedCode, readGlobalCodeHash, resolveCode } from './code.ts'
export { ChainError, type ChainErrorCode, isChainError } from './errors.ts'
export { isFullAccess } from './full-access.ts'
export { type AccountKeys, keyFilePath, readKeyFile } from './key-file.ts'
export { createKeys, type Keys, readSecretKey } from './keys.ts'
export { type Outcome, type ReceiptOutcome, returnedJson } from './outcome.ts'
export { type RegistryQuestion, viewVerdict } from './registry.ts'
export { createRpc, type Rpc } from './rpc.ts'
export { createSender, type FunctionCall, type Sender } from './sender.ts'
export { viewSourceMetadata } from './source-metadata.ts'
export { type VerdictAnswer, verdictAnswer } from './verdict-answer.ts'
export {
  type BlockReference,
  callView,
  type ViewCall,
  viewAccessKey,
  viewAccessKeys,
  viewAccount,
  viewBlock,
  viewCode,
  viewGlobalCode,
  viewGlobalCodeOf,
  viewStatus,
} from './views.ts'
