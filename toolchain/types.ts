/** How much of JavaScript the contract's context has. */
export type Intrinsics = 'minimal' | 'full'

/** Whether the engine's start is done at build time or, as near-sdk-js does, in every call. */
export type BuildMode = 'preinitialised' | 'stock'

/** The steps of a build in their order. */
export type BuildPhase = 'bundle' | 'engine' | 'bytecode' | 'snapshot' | 'assemble' | 'check'

/** Tells what a build is doing. `done` of `total` steps are behind it. */
export type BuildEvent = {
  phase: BuildPhase
  message: string
  done: number
  total: number
}

export type BuildOptions = {
  /** Path of the contract's main module, `.ts` or `.js`. */
  entry: string
  /** Folder for engine objects and finished builds. It is made if it is missing. */
  cacheDir: string
  /**
   * Folder for what no contract is part of: the compiled engine. Several parties on one machine may
   * share it and still each build their contracts themselves. Default: `cacheDir`.
   */
  engineCacheDir?: string | undefined
  /** Default: `preinitialised`. */
  mode?: BuildMode | undefined
  /** Default: what the entry's `// @countersign intrinsics=…` line says, else `full`. */
  intrinsics?: Intrinsics | undefined
  onProgress?: ((event: BuildEvent) => void) | undefined
  signal?: AbortSignal | undefined
}

export type BuildResult = {
  wasm: Uint8Array
  /** sha256 of the wasm in base58, as NEAR prints code hashes. */
  codeHash: string
  /** Names of the exported methods, sorted. */
  methods: string[]
  /** Hex sha256 over everything that decides the bytes. */
  inputHash: string
  /** Whether the wasm came from the cache and nothing was compiled. */
  cached: boolean
}
