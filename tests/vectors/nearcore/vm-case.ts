import { createHash } from 'node:crypto'

/** What a contract is called with, as the generator reads it: bytes in hexadecimal, numbers in decimal. */
export type CaseContext = {
  currentAccountId: string
  signerAccountId: string
  /** Borsh form. */
  signerPublicKey: string
  predecessorAccountId: string
  refundToAccountId: string
  input: string
  promiseResults: readonly ({ successful: string } | 'failed' | 'not_ready')[]
  blockHeight: string
  blockTimestamp: string
  epochHeight: string
  /** Without the attached deposit. */
  accountBalance: string
  accountLockedBalance: string
  storageUsage: string
  attachedDeposit: string
  prepaidGas: string
  randomSeed: string
  /** The gas that a view call may burn; null in a change call. */
  viewGas: string | null
  outputDataReceivers: readonly string[]
  validators: Readonly<Record<string, string>>
  chainId: string
}

/** What is called in a case unless it says otherwise. */
export const USUAL_CONTEXT: CaseContext = {
  currentAccountId: 'contract.near',
  signerAccountId: 'alice.near',
  signerPublicKey: `00${'07'.repeat(32)}`,
  predecessorAccountId: 'bob.near',
  refundToAccountId: 'carol.near',
  input: Buffer.from('the input').toString('hex'),
  promiseResults: [],
  blockHeight: '1000',
  blockTimestamp: '1700000000000000000',
  epochHeight: '12',
  accountBalance: '10000000000000000000000000',
  accountLockedBalance: '3',
  storageUsage: '500',
  attachedDeposit: '1000000000000000000000000',
  prepaidGas: '100000000000000',
  randomSeed: '09'.repeat(32),
  viewGas: null,
  outputDataReceivers: [],
  validators: { 'v1.near': '7000000000000000000000000', 'v2.near': '5' },
  chainId: 'mainnet',
}

/** The protocol versions of the generator's crates that devnet has. */
export const VERSIONS: readonly number[] = [84, 85, 86, 87, 88]

/** A contract call to run on nearcore and on devnet. */
export type VmCase = {
  name: string
  code: Uint8Array
  method: string
  versions: readonly number[]
  /** Where the call differs from the usual one. */
  context?: Partial<CaseContext> | undefined
  /** Keys and values in hexadecimal. */
  storage?: Readonly<Record<string, string>> | undefined
}

/** Gives the line with which the generator is asked for a case. */
export function lineOf({ name, code, context, ...rest }: VmCase): string {
  return JSON.stringify({
    id: name,
    code: Buffer.from(code).toString('base64'),
    context: { ...USUAL_CONTEXT, ...context },
    ...rest,
  })
}

/** A failed call, with nearcore's names; `debug` is the form in which view calls say it. */
export type NearcoreError = { type: string; kind: string; message: string; debug?: string }

/** What came out of a call; what is zero, empty or unchanged is left out. */
export type NearcoreOutcome = {
  burnt?: string
  /** Only if more than burnt. */
  used?: string
  profile?: Readonly<Record<string, string>>
  logs?: readonly string[]
  error?: NearcoreError
  value?: string
  /** Index of the receipt that gives the result. */
  receipt?: number
  receipts?: readonly NearcoreReceipt[]
  /** Data for promises that were yielded. */
  resumed?: readonly { dataId: string; data: string }[]
  writes?: Readonly<Record<string, string | null>>
  balance?: string
  storageUsage?: string
  subsidized?: string
  /** Set where nearcore gives no outcome at all. */
  runnerError?: string
  panic?: true
}

export type NearcoreReceipt = {
  receiverId: string
  /** Indexes of the receipts that it waits for. */
  after?: readonly number[]
  yield?: { dataId: string; yieldId?: string }
  refundTo?: string
  actions?: readonly ({ type: string } & Readonly<Record<string, unknown>>)[]
}

const LONG_TEXT = 4_000

/** Puts a hash in place of each long text of an outcome, so that vectors stay small. */
export function withoutLongTexts(outcome: NearcoreOutcome): NearcoreOutcome {
  return JSON.parse(
    JSON.stringify(outcome, (_name, value: unknown) =>
      typeof value === 'string' && value.length > LONG_TEXT
        ? `sha256 ${createHash('sha256').update(value).digest('hex')}`
        : value,
    ),
  )
}

/** Leaves out of an outcome the text that only view calls say. */
export function withoutDebug({ error, ...rest }: NearcoreOutcome): NearcoreOutcome {
  if (error === undefined) return rest
  const { debug: _, ...said } = error
  return { ...rest, error: said }
}
