import type { AccessKey, Account, ActionReceipt, Receipt } from '../runtime/types.ts'

/** What the state holds, by column. The key of a value is an account id and a suffix. */
export type StateColumns = {
  account: Account
  /** Suffix: the public key as text. */
  accessKey: AccessKey
  code: Uint8Array
  /** Suffix: the contract's key, one character a byte. */
  data: Uint8Array
  /** No account; suffix: see `globalCodeSuffix`. */
  globalCode: Uint8Array
  /** Suffix: data id. null: the promise failed. */
  receivedData: { data: Uint8Array | null }
  /** Suffix: data id; value: the id of the receipt that waits for it. */
  postponedReceiptId: string
  /** Suffix: receipt id. */
  pendingDataCount: number
  postponedReceipt: Receipt<ActionReceipt>
  /** A receipt that has yielded. Suffix: the id of the data that it waits for. */
  yieldedReceipt: Receipt<ActionReceipt>
  /** Whether a yielded receipt has been resumed. Suffix: data id. */
  yieldStatus: 'yielded' | 'resumed'
  /** Suffix: the id that the contract gave, in base58; value: the data id. */
  yieldDataId: string
  /** The reverse. */
  yieldId: string
  /** When yielded receipts are given up. No account; suffix: the place in the queue. */
  yieldTimeout: YieldTimeout
  /** Where that queue begins and ends. No account. */
  yieldTimeouts: { first: number; next: number }
}

export type YieldTimeout = { accountId: string; dataId: string; expiresAt: number }

export type Column = keyof StateColumns

export type StateReader = {
  get: <C extends Column>(
    column: C,
    accountId: string,
    suffix?: string,
  ) => StateColumns[C] | undefined
  /** Everything of an account in a column, by suffix, in the order of the suffixes. */
  list: <C extends Column>(
    column: C,
    accountId: string,
  ) => [suffix: string, value: StateColumns[C]][]
}

/** Why a value changed, as `changes` and neardata say it. Hashes are base58. */
export type ChangeCause =
  | { type: 'initial_state' }
  | { type: 'transaction_processing'; txHash: string }
  | { type: 'action_receipt_processing_started'; receiptHash: string }
  | { type: 'action_receipt_gas_reward'; receiptHash: string }
  | { type: 'receipt_processing'; receiptHash: string }
  | { type: 'postponed_receipt'; receiptHash: string }
  | { type: 'updated_delayed_receipts' }
  | { type: 'migration' }

/** One written value; undefined: removed. */
export type StateChange<C extends Column = Column> = {
  column: C
  accountId: string
  suffix: string
  value: StateColumns[C] | undefined
  cause: ChangeCause
}
