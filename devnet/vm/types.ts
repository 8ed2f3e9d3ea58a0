/** One contract call as the runtime hands it to the VM. Amounts are in yocto, times in nanoseconds, gas in gas units. */
export type VmCall = {
  /** Must not be changed afterwards: the compiled form is kept by the identity and by the hash of these bytes. */
  code: Uint8Array
  method: string
  context: VmContext
  /** The contract's own storage. The VM writes through it only in a change call that succeeds. */
  storage: VmStorage
}

export type VmContext = {
  chainId: string
  currentAccountId: string
  signerAccountId: string
  /** Borsh form: one byte for the curve, then the key. */
  signerPublicKey: Uint8Array
  predecessorAccountId: string
  /** Who gets deposits back if the receipt fails: the predecessor, or whom it named (NEP-616). */
  refundToAccountId: string
  /** What runs at the account. */
  accountContract: VmContract
  input: Uint8Array
  promiseResults: readonly PromiseResult[]
  blockHeight: bigint
  blockTimestamp: bigint
  epochHeight: bigint
  /** Balance with the attached deposit already added. */
  accountBalance: bigint
  accountLockedBalance: bigint
  /** Bytes that the account used before the call. */
  storageUsage: bigint
  attachedDeposit: bigint
  prepaidGas: bigint
  randomSeed: Uint8Array
  /** A view call has no writes, no promises and no signer, predecessor or deposit. */
  isView: boolean
  /** What a contract needs to know about accounts that are not its own. */
  validatorStake?: ((accountId: string) => bigint) | undefined
  validatorTotalStake?: bigint | undefined
  /** Accounts that wait for this call's result; each byte returned costs gas for each of them. */
  outputDataReceivers?: readonly string[] | undefined
  /** Gives the id under which the call's result number `index` travels between the receipts that it makes. */
  dataId: (index: number) => Uint8Array
  /** The account's promises that wait to be resumed (NEP-519). */
  yields: VmYields
}

/** The code of an account: none, its own, or a global contract (NEP-591). */
export type VmContract = { kind: 'none' } | { kind: 'local'; hash: Uint8Array } | VmGlobalContract

export type VmGlobalContract =
  | { kind: 'global'; hash: Uint8Array }
  | { kind: 'global_by_account'; accountId: string }

export type VmYields = {
  has(dataId: Uint8Array): boolean
  /** Finds a promise by the id that the contract gave it. */
  dataIdOf(yieldId: Uint8Array): Uint8Array | undefined
}

export type VmStorage = {
  get(key: Uint8Array): Uint8Array | undefined
  set(key: Uint8Array, value: Uint8Array): void
  remove(key: Uint8Array): void
}

export type PromiseResult =
  | { status: 'successful'; value: Uint8Array }
  | { status: 'failed' }
  | { status: 'not_ready' }

/** What the contract asked the runtime to do next, in the order in which it asked. */
export type VmPromise =
  | {
      kind: 'receipt'
      receiverId: string
      /** Indexes into the outcome's promises whose results this one waits for. */
      dependsOn: readonly number[]
      actions: VmAction[]
      /** Who gets deposits back if it fails, if that is not the contract. */
      refundTo?: string
      /** Set for a promise that waits until the contract resumes it. */
      yielded?: { dataId: Uint8Array; yieldId: Uint8Array | undefined }
    }
  | { kind: 'and'; of: readonly number[] }

/** Actions of a promise batch. Gas is the static part; a weight takes its share of what is left after the call. */
export type VmAction =
  | { type: 'CreateAccount' }
  | { type: 'DeployContract'; code: Uint8Array }
  | {
      type: 'FunctionCall'
      methodName: string
      args: Uint8Array
      deposit: bigint
      gas: bigint
      gasWeight: bigint
    }
  | { type: 'Transfer'; deposit: bigint }
  | { type: 'Stake'; stake: bigint; publicKey: Uint8Array }
  | { type: 'AddFullAccessKey'; publicKey: Uint8Array; nonce: bigint }
  | {
      type: 'AddFunctionCallKey'
      publicKey: Uint8Array
      nonce: bigint
      /** null: unlimited. */
      allowance: bigint | null
      receiverId: string
      methodNames: string[]
    }
  | { type: 'DeleteKey'; publicKey: Uint8Array }
  | { type: 'DeleteAccount'; beneficiaryId: string }
  | { type: 'DeployGlobalContract'; code: Uint8Array; mode: 'code_hash' | 'account_id' }
  | { type: 'UseGlobalContract'; contract: VmGlobalContract }
  | {
      type: 'DeterministicStateInit'
      contract: VmGlobalContract
      /** Keys have one character for each byte. */
      data: Map<string, Uint8Array>
      deposit: bigint
    }

export type VmReturn =
  | { kind: 'none' }
  | { kind: 'value'; value: Uint8Array }
  /** Index into the outcome's promises. */
  | { kind: 'promise'; index: number }

export type VmResumption = { dataId: Uint8Array; payload: Uint8Array }

/** Where the gas of a call went; the sums are `gasUsed`. Keys are nearcore's cost names (`WASM_INSTRUCTION`, …). */
export type GasProfile = Readonly<Record<string, bigint>>

export type VmOutcome = {
  logs: string[]
  returned: VmReturn
  promises: VmPromise[]
  /** What the contract has answered to promises that wait, in the order in which it did. */
  resumed: VmResumption[]
  /** Gas burnt plus gas attached to promises. */
  gasUsed: bigint
  gasBurnt: bigint
  /** WebAssembly instructions that were charged. */
  instructions: bigint
  profile: GasProfile
  /** Change in bytes of storage. */
  storageUsageDelta: bigint
  /** Balance left after the deposits of the promises. */
  balance: bigint
  /** Yocto that promises carry without having been taken off the balance: the protocol gives them. */
  subsidy: bigint
  /** undefined: the call succeeded. Otherwise writes and promises are dropped. */
  error?: VmError
}

/** Errors in the shape that nearcore gives them in `FunctionCallError`. */
export type VmError =
  | {
      type: 'CompilationError'
      kind: 'CodeDoesNotExist' | 'PrepareError' | 'WasmerCompileError'
      message: string
      /** Variant of nearcore's `PrepareError`, for example `Deserialization`; only with kind `PrepareError`. */
      prepareError?: string
    }
  | {
      type: 'MethodResolveError'
      kind: 'MethodNotFound' | 'MethodEmptyName' | 'MethodInvalidSignature'
    }
  | { type: 'HostError'; kind: string; message: string }
  | { type: 'WasmTrap'; kind: string; message: string }
  /** `ExecutionError` string as nearcore prints it, for example `Smart contract panicked: …`. */
  | { type: 'ExecutionError'; message: string }

export type Vm = { run(call: VmCall): VmOutcome }
