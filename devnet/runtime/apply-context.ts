import type { ProtocolParameters } from '../parameters/index.ts'
import type { StateUpdate } from '../state/state-update.ts'
import type { Vm } from '../vm/types.ts'
import type { Account, AccountContract, ActionReceipt, NewReceipt, Receipt } from './types.ts'

/** The block that transactions and receipts are applied in. */
export type BlockContext = {
  chainId: string
  height: number
  /** Nanoseconds since 1970. */
  timestamp: bigint
  epochHeight: bigint
  gasPrice: bigint
  parameters: ProtocolParameters
  randomness: Uint8Array
  /** Yocto that an account has at stake as a validator. */
  stakeOf: (accountId: string) => bigint
  totalStake: bigint
  state: StateUpdate
  vm: Vm
}

/** What the actions of one receipt share and change. */
export type ReceiptContext = {
  block: BlockContext
  receipt: Receipt<ActionReceipt>
  /** The account at work; undefined while it does not exist. */
  account: Account | undefined
  /** On whose behalf the actions run: the predecessor, or the account itself once it has been created. */
  actorId: string
  promiseResults: ActionInput[]
  totals: ReceiptTotals
}

export type ActionInput = { data: Uint8Array | null }

/** What a receipt's actions add up to. */
export type ReceiptTotals = {
  gasBurnt: bigint
  /** Burnt by contracts, of which the account gets a share. */
  gasBurntByCalls: bigint
  /** Burnt, or attached to new receipts. */
  gasUsed: bigint
  logs: string[]
  newReceipts: NewReceipt[]
  returned: ReturnData
  /** Yocto burnt beside the gas: the price of global contracts. */
  tokensBurnt: bigint
  /** Yocto that the protocol gave to what calls attach. */
  subsidy: bigint
  profile: Map<string, bigint>
  /** What the account ran before each action so far. */
  contracts: AccountContract[]
}

export type ReturnData =
  | { kind: 'none' }
  | { kind: 'value'; value: Uint8Array }
  /** Index into the new receipts. */
  | { kind: 'receipt'; index: number }

/** The account that an action needs; actions that need one are refused before this where there is none. */
export function requireAccount({ account, receipt }: ReceiptContext): Account {
  if (!account)
    throw new Error(`${receipt.receiverId} does not exist: the check before was left out`)
  return account
}
