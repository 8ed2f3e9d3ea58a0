import { SYSTEM_ACCOUNT } from '../primitives/account-id.ts'
import { ActionFailure, functionCallError } from './action-error.ts'
import { feeOf, totalDeposit } from './action-fees.ts'
import { applyAction } from './apply-action.ts'
import type { ActionInput, BlockContext, ReceiptContext, ReceiptTotals } from './apply-context.ts'
import { receiptId } from './ids.ts'
import { profileEntries } from './profile.ts'
import { burnPrice, refundReceipts } from './refunds.ts'
import { missingStorageStake } from './storage-stake.ts'
import type {
  AccountContract,
  ActionError,
  ActionReceipt,
  ExecutionOutcome,
  ExecutionStatus,
  NewReceipt,
  Receipt,
} from './types.ts'
import { checkNewReceipts } from './validate-receipt.ts'

export type AppliedReceipt = {
  outcome: ExecutionOutcome
  receipts: Receipt[]
  /** Yocto that left circulation, without those that came into it. */
  burnt: bigint
}

/** Executes a receipt whose inputs are all there. Either all of its actions take effect or none does; gas is paid either way. */
export function applyActionReceipt(
  block: BlockContext,
  receipt: Receipt<ActionReceipt>,
): AppliedReceipt {
  const { state } = block
  const context = startReceipt(block, receipt, takeInputs(block, receipt))
  const { totals } = context
  const existed = context.account !== undefined
  const error = runActions(context)
  if (error) {
    state.rollback()
    totals.newReceipts = []
  } else {
    state.commit({ type: 'receipt_processing', receiptHash: receipt.id })
  }
  const isRefund = receipt.predecessorId === SYSTEM_ACCOUNT
  let tokensBurnt = error ? 0n : totals.tokensBurnt
  if (!isRefund) {
    const failed = error !== undefined
    const created = !failed && !existed && context.account !== undefined
    const refunds = refundReceipts(block, receipt, totals, { failed, created })
    totals.newReceipts.push(...refunds.receipts)
    tokensBurnt += totals.gasBurnt * burnPrice(block, receipt) + refunds.creationCharge
  }
  const lost = isRefund && error ? totalDeposit(receipt.body.actions) : 0n
  const reward = payReward(context)
  const data = error ? null : returnedBytes(totals)
  sendOutputs(receipt, totals, error === undefined, data)
  const receipts = totals.newReceipts.map((made, index) => ({
    ...made,
    id: receiptId(receipt.id, block.height, index),
    txHash: receipt.txHash,
  }))
  return {
    receipts,
    burnt: tokensBurnt + lost - reward - (error ? 0n : totals.subsidy),
    outcome: {
      id: receipt.id,
      executorId: receipt.receiverId,
      logs: totals.logs,
      receiptIds: receipts.filter(({ body }) => body.kind === 'action').map(({ id }) => id),
      gasBurnt: totals.gasBurnt,
      tokensBurnt,
      status: statusOf(totals, receipts, error),
      profile: profileEntries(totals.profile),
      contracts: contractsBefore(context),
    },
  }
}

function startReceipt(
  block: BlockContext,
  receipt: Receipt<ActionReceipt>,
  promiseResults: ActionInput[],
): ReceiptContext {
  const fee = feeOf(block.parameters, 'NEW_ACTION_RECEIPT', 'execute')
  return {
    block,
    receipt,
    promiseResults,
    account: block.state.get('account', receipt.receiverId),
    actorId: receipt.predecessorId,
    totals: {
      gasBurnt: fee,
      gasBurntByCalls: 0n,
      gasUsed: fee,
      logs: [],
      newReceipts: [],
      returned: { kind: 'none' },
      tokensBurnt: 0n,
      subsidy: 0n,
      profile: new Map(),
      contracts: [],
    },
  }
}

/** Takes the data that the receipt waited for out of the state, whatever becomes of the receipt. */
function takeInputs({ state }: BlockContext, receipt: Receipt<ActionReceipt>): ActionInput[] {
  const inputs = receipt.body.inputDataIds.map((id) => {
    const input = state.get('receivedData', receipt.receiverId, id)
    if (!input) throw new Error(`receipt ${receipt.id} runs without its input ${id}`)
    state.remove('receivedData', receipt.receiverId, id)
    return input
  })
  state.commit({ type: 'action_receipt_processing_started', receiptHash: receipt.id })
  return inputs
}

const NO_CONTRACT: AccountContract = { kind: 'none' }

/** Gives what the account ran before each action, as outcomes say it since 85. */
function contractsBefore({ block, receipt, totals }: ReceiptContext): AccountContract[] | null {
  if (!block.parameters.features.contractsInOutcomes) return null
  return receipt.body.actions.map((_action, index) => totals.contracts[index] ?? NO_CONTRACT)
}

function runActions(context: ReceiptContext): ActionError | undefined {
  const { receipt, block } = context
  for (const [index, action] of receipt.body.actions.entries()) {
    context.totals.contracts.push(context.account?.contract ?? NO_CONTRACT)
    try {
      const made = context.totals.newReceipts.length
      applyAction(context, action, index)
      checkNewReceipts(block.parameters, context.totals.newReceipts.slice(made))
    } catch (error) {
      return { index, kind: failureOf(error).kind }
    }
  }
  const { account } = context
  if (!account) return undefined
  const missing = missingStorageStake(block.parameters, account)
  if (missing > 0n) {
    const fields = { account_id: receipt.receiverId, amount: missing.toString() }
    return { index: null, kind: { LackBalanceForState: fields } }
  }
  block.state.set('account', receipt.receiverId, '', account)
  return undefined
}

/** What is no `ActionFailure` is a fault of devnet's: the receipt fails with it, and the chain goes on. */
function failureOf(error: unknown): ActionError {
  if (error instanceof ActionFailure) return error.error
  const reason = error instanceof Error ? error.message : String(error)
  return functionCallError({ ExecutionError: `devnet failed: ${reason}` })
}

/** Gives the contract's account its share of the gas that its calls burnt, if it still exists. */
function payReward({ block, receipt, totals }: ReceiptContext): bigint {
  const { numerator, denominator } = block.parameters.economics.burntGasReward
  const gas = (totals.gasBurntByCalls * numerator) / denominator
  const reward = gas * burnPrice(block, receipt)
  const account = block.state.get('account', receipt.receiverId)
  if (reward === 0n || !account) return 0n
  const amount = account.amount + reward
  block.state.set('account', receipt.receiverId, '', { ...account, amount })
  block.state.commit({ type: 'action_receipt_gas_reward', receiptHash: receipt.id })
  return reward
}

function returnedBytes({ returned }: ReceiptTotals): Uint8Array {
  return returned.kind === 'value' ? returned.value : new Uint8Array()
}

/** Sends the result to those who wait for it, or has the returned receipt send its own. */
function sendOutputs(
  { body, receiverId }: Receipt<ActionReceipt>,
  { newReceipts, returned }: ReceiptTotals,
  succeeded: boolean,
  data: Uint8Array | null,
): void {
  if (body.outputDataReceivers.length === 0) return
  const next = succeeded && returned.kind === 'receipt' ? newReceipts[returned.index] : undefined
  if (next?.body.kind === 'action') {
    next.body.outputDataReceivers.push(...body.outputDataReceivers)
    return
  }
  for (const output of body.outputDataReceivers) {
    const dataReceipt: NewReceipt = {
      predecessorId: receiverId,
      receiverId: output.receiverId,
      body: { kind: 'data', dataId: output.dataId, data },
    }
    newReceipts.push(dataReceipt)
  }
}

function statusOf(
  { returned }: ReceiptTotals,
  receipts: readonly Receipt[],
  error: ActionError | undefined,
): ExecutionStatus {
  if (error) return { type: 'failure', error }
  const receipt = returned.kind === 'receipt' ? receipts[returned.index] : undefined
  if (receipt) return { type: 'receipt', receiptId: receipt.id }
  return {
    type: 'value',
    value: returned.kind === 'value' ? returned.value : new Uint8Array(),
  }
}
