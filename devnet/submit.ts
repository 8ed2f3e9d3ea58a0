import type { Chain } from './chain/chain.ts'
import type { Producer } from './chain/producer.ts'
import { notSupported } from './errors.ts'
import type { ProtocolParameters } from './parameters/index.ts'
import { accountKind } from './primitives/account-id.ts'
import type { TransactionRefusal } from './runtime/check-transaction.ts'
import { checkTransaction, checkTransactionForm } from './runtime/check-transaction.ts'
import { decodeSignedTransaction } from './runtime/decode-transaction.ts'
import { ethWalletHash } from './runtime/eth-wallet.ts'
import { isImplicit } from './runtime/implicit-account-id.ts'
import { GAS_PRICE } from './runtime/parameters.ts'
import type { Action, SignedTransaction } from './runtime/types.ts'

export type SubmitResult =
  | {
      accepted: true
      transaction: SignedTransaction
      included: Promise<TransactionRefusal | undefined>
    }
  | { accepted: false; transaction: SignedTransaction; error: TransactionRefusal }

/** The way in for transactions. Both throw `MALFORMED_BORSH` for no transaction, `NOT_SUPPORTED` for what devnet does not do. */
export type Intake = {
  /** Checks a signed transaction in borsh as nearcore does before it takes it, and puts it into the next block. */
  submit: (bytes: Uint8Array) => SubmitResult
  /** Checks a transaction without taking it. */
  check: (bytes: Uint8Array) => { transaction: SignedTransaction; error?: TransactionRefusal }
}

export function createSubmit({
  chainId,
  chain,
  producer,
  parameters,
  transactionValidityBlocks,
}: {
  chainId: string
  chain: Chain
  producer: Producer
  parameters: ProtocolParameters
  transactionValidityBlocks: number
}): Intake {
  const isExpired = ({ blockHash }: SignedTransaction): boolean => {
    const base = chain.blocks.byHash(blockHash)
    if (!base) return true
    return chain.blocks.head().header.height - base.header.height > transactionValidityBlocks
  }

  const check = (transaction: SignedTransaction): TransactionRefusal | undefined => {
    const form = checkTransactionForm(parameters, transaction)
    if (form) return form
    if (isExpired(transaction)) return 'Expired'
    const { height } = chain.blocks.head().header
    const context = { height: height + 1, gasPrice: GAS_PRICE, parameters }
    const checked = checkTransaction(chain.stateAt(height), transaction, context)
    return checked.ok ? undefined : checked.error
  }

  const refuseUnsupported = ({ actions, receiverId }: SignedTransaction): void => {
    const state = chain.stateAt(chain.blocks.head().header.height)
    if (actions.some(({ type }) => type === 'Stake')) throw notSupported('Stake actions')
    refuseUnknownActions(parameters, actions)
    if (state.get('account', receiverId) || !isImplicit(parameters.features, receiverId)) return
    const kind = accountKind(receiverId)
    if (kind === 'universal') throw notSupported(`creating the universal account ${receiverId}`)
    if (kind !== 'eth-implicit' || ethWalletHash(chainId)) return
    throw notSupported(
      `creating the ETH-implicit account ${receiverId} on the network ${chainId}, whose wallet contract is not known`,
    )
  }

  const submit = (bytes: Uint8Array): SubmitResult => {
    const transaction = decodeSignedTransaction(bytes)
    if (chain.blocks.transaction(transaction.hash)) {
      return { accepted: true, transaction, included: Promise.resolve(undefined) }
    }
    const error = check(transaction)
    if (error) return { accepted: false, transaction, error }
    refuseUnsupported(transaction)
    const included = producer
      .submit(transaction)
      .then((submitted) => (submitted.included ? undefined : submitted.error))
    // Who does not wait for it must not end the process.
    included.catch(() => undefined)
    return { accepted: true, transaction, included }
  }

  return {
    submit,
    check: (bytes) => {
      const transaction = decodeSignedTransaction(bytes)
      if (chain.blocks.transaction(transaction.hash)) return { transaction }
      const error = check(transaction)
      if (!error) refuseUnsupported(transaction)
      return error ? { transaction, error } : { transaction }
    },
  }
}

/** Refuses actions that came after the protocol version: nearcore of that time would not have decoded them. */
function refuseUnknownActions(
  { features, protocolVersion }: ProtocolParameters,
  actions: readonly Action[],
): void {
  for (const { type } of actions) {
    const isDelegate = type === 'Delegate' && !features.delegateActions
    const isGlobal =
      (type === 'DeployGlobalContract' || type === 'UseGlobalContract') && !features.globalContracts
    const isStateInit = type === 'DeterministicStateInit' && !features.deterministicAccounts
    if (isDelegate || isGlobal || isStateInit) {
      throw notSupported(`${type} actions at protocol version ${protocolVersion}`)
    }
  }
}
