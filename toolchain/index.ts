/** The door of the toolchain: near-sdk-js contracts to reproducible wasm. */
export { build } from './build.ts'
export { type Bundle, bundle } from './bundle/bundle.ts'
export { type ToolchainDigest, type ToolchainFile, toolchainDigest } from './digest/digest.ts'
export type { LockedPackage } from './digest/lock-file.ts'
export { ToolchainError, type ToolchainErrorCode } from './errors.ts'
export type {
  BuildEvent,
  BuildMode,
  BuildOptions,
  BuildPhase,
  BuildResult,
  Intrinsics,
} from './types.ts'
