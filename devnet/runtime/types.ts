import type { JsonObject } from '../primitives/json.ts'
import type { PublicKey } from '../primitives/public-key.ts'
import type { Signature } from '../primitives/signature.ts'

/** Which code runs at an account. Hashes are base58. Source: nearcore `AccountContract`, NEP-591. */
export type AccountContract =
  | { kind: 'none' }
  | { kind: 'local'; hash: string }
  | { kind: 'global'; hash: string }
  | { kind: 'global_by_account'; accountId: string }

/** Amounts in yocto, storage in bytes. Values of the state are never changed in place. */
export type Account = {
  readonly amount: bigint
  readonly locked: bigint
  readonly storageUsage: bigint
  readonly contract: AccountContract
}

export type FunctionCallPermission = {
  /** Yocto left for gas; null: unlimited. */
  readonly allowance: bigint | null
  readonly receiverId: string
  /** Empty: every method. */
  readonly methodNames: readonly string[]
}

export type AccessKey = {
  readonly nonce: bigint
  readonly permission: 'full' | FunctionCallPermission
}

export type GlobalContractId =
  | { by: 'code_hash'; codeHash: string }
  | { by: 'account_id'; accountId: string }

/** What a deterministic account is made of; its id is derived from it (NEP-616). Entries are in the order of their keys, each key once. */
export type StateInit = {
  contract: GlobalContractId
  data: readonly { key: Uint8Array; value: Uint8Array }[]
}

export type FunctionCall = {
  type: 'FunctionCall'
  methodName: string
  args: Uint8Array
  gas: bigint
  deposit: bigint
}

export type Action =
  | { type: 'CreateAccount' }
  | { type: 'DeployContract'; code: Uint8Array }
  | FunctionCall
  | { type: 'Transfer'; deposit: bigint }
  | { type: 'Stake'; stake: bigint; publicKey: PublicKey }
  | { type: 'AddKey'; publicKey: PublicKey; accessKey: AccessKey }
  | { type: 'DeleteKey'; publicKey: PublicKey }
  | { type: 'DeleteAccount'; beneficiaryId: string }
  | { type: 'Delegate'; delegate: DelegateAction; signature: Signature }
  | { type: 'DeployGlobalContract'; code: Uint8Array; mode: 'code_hash' | 'account_id' }
  | { type: 'UseGlobalContract'; contract: GlobalContractId }
  | { type: 'DeterministicStateInit'; stateInit: StateInit; deposit: bigint }

export type DelegateAction = {
  senderId: string
  receiverId: string
  actions: Action[]
  nonce: bigint
  maxBlockHeight: bigint
  publicKey: PublicKey
  /** What was signed: sha256 over the NEP-461 prefix and the action. */
  hash: Uint8Array
}

export type SignedTransaction = {
  signerId: string
  publicKey: PublicKey
  nonce: bigint
  receiverId: string
  /** Base58 of a recent block's hash. */
  blockHash: string
  actions: Action[]
  signature: Signature
  hash: string
  hashBytes: Uint8Array
  /** sha256 over the transaction with its signature. */
  signedHash: Uint8Array
  /** Bytes of the signed transaction, and without its signature. */
  size: number
  unsignedSize: number
}

export type DataReceiver = { dataId: string; receiverId: string }

export type ActionReceipt = {
  kind: 'action'
  signerId: string
  signerPublicKey: PublicKey
  gasPrice: bigint
  outputDataReceivers: DataReceiver[]
  inputDataIds: string[]
  actions: Action[]
  /** Who gets deposits back; null: the predecessor. Receipts that contracts make have it, as nearcore's `ActionReceiptV2`. */
  refundTo?: string | null
  /** Its one input comes when its contract resumes it, or never (NEP-519). */
  isPromiseYield?: true
}

export type DataReceipt = {
  kind: 'data'
  dataId: string
  data: Uint8Array | null
  /** It is for a receipt that yielded. */
  isPromiseResume?: true
}

export type DistributionReceipt = {
  kind: 'distribution'
  contract: GlobalContractId
  code: Uint8Array
}

export type ReceiptBody = ActionReceipt | DataReceipt | DistributionReceipt

/** A receipt before it has its id. */
export type NewReceipt<B extends ReceiptBody = ReceiptBody> = {
  predecessorId: string
  receiverId: string
  body: B
}

export type Receipt<B extends ReceiptBody = ReceiptBody> = NewReceipt<B> & {
  id: string
  /** The transaction that this receipt comes from. nearcore does not carry it; FastNEAR's blocks show it. */
  txHash: string
}

/** Why an action failed: `kind` is nearcore's `ActionErrorKind` as JSON. */
export type ActionError = { index: number | null; kind: JsonObject | string }

export type ExecutionStatus =
  | { type: 'value'; value: Uint8Array }
  | { type: 'receipt'; receiptId: string }
  | { type: 'failure'; error: ActionError }

export type GasProfileEntry = { costCategory: string; cost: string; gasUsed: bigint }

export type ExecutionOutcome = {
  /** Of the transaction or the receipt. */
  id: string
  executorId: string
  logs: string[]
  receiptIds: string[]
  gasBurnt: bigint
  /** Yocto. */
  tokensBurnt: bigint
  status: ExecutionStatus
  /** null: a transaction's own outcome has none. */
  profile: GasProfileEntry[] | null
  /** What the account ran before each of the receipt's actions, none for those that were not reached; null: not said, as up to 84. */
  contracts: AccountContract[] | null
}
