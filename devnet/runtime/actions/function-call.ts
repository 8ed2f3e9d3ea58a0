import { decodeHash } from '../../primitives/hash.ts'
import { publicKeyBytes } from '../../primitives/public-key.ts'
import type { Code } from '../../state/global-code.ts'
import { resolveCode } from '../../state/global-code.ts'
import type { VmOutcome } from '../../vm/types.ts'
import { ActionFailure, functionCallError } from '../action-error.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { requireAccount } from '../apply-context.ts'
import { contractStorage } from '../contract-storage.ts'
import { actionHash, actionRandomSeed, dataId } from '../ids.ts'
import { createReceipts } from '../new-receipts.ts'
import { refundReceiver } from '../refunds.ts'
import type { Account, FunctionCall } from '../types.ts'
import { vmContract } from '../vm-contract.ts'
import { vmErrorView } from '../vm-error.ts'
import { pendingYields, recordYields } from '../yields.ts'

/** Runs a contract's method. What it wrote stays in the state's staged writes; what it asked for becomes receipts. */
export function callFunction(context: ReceiptContext, call: FunctionCall, index: number): void {
  const { block, receipt, totals } = context
  const hash = actionHash(receipt.id, block.height, index)
  const account = requireAccount(context)
  const code = resolveCode(block.state, receipt.receiverId, account)
  if (!code) throw codeMissing(receipt.receiverId)
  const isLast = index === receipt.body.actions.length - 1
  const outcome = runVm(context, account, code, call, { hash, isLast })

  totals.gasBurnt += outcome.gasBurnt
  totals.gasBurntByCalls += outcome.gasBurnt
  totals.gasUsed += outcome.gasUsed
  totals.logs.push(...outcome.logs)
  addProfile(totals.profile, outcome)
  if (outcome.error) {
    throw new ActionFailure(functionCallError(vmErrorView(outcome.error, receipt.receiverId)))
  }

  recordYields(block, receipt.receiverId, outcome)
  const created = createReceipts(context, outcome, hash)
  totals.returned = created.returned
  totals.newReceipts.push(...created.receipts)
  totals.subsidy += outcome.subsidy
  context.account = {
    ...account,
    amount: outcome.balance,
    storageUsage: account.storageUsage + outcome.storageUsageDelta,
  }
}

function codeMissing(accountId: string): ActionFailure {
  const CodeDoesNotExist = { account_id: accountId }
  return new ActionFailure(functionCallError({ CompilationError: { CodeDoesNotExist } }))
}

function runVm(
  { block, receipt, promiseResults }: ReceiptContext,
  account: Account,
  { code }: Code,
  call: FunctionCall,
  { hash, isLast }: { hash: string; isLast: boolean },
): VmOutcome {
  return block.vm.run({
    code,
    method: call.methodName,
    storage: contractStorage(block.state, receipt.receiverId),
    context: {
      chainId: block.chainId,
      currentAccountId: receipt.receiverId,
      signerAccountId: receipt.body.signerId,
      signerPublicKey: publicKeyBytes(receipt.body.signerPublicKey),
      predecessorAccountId: receipt.predecessorId,
      refundToAccountId: refundReceiver(receipt),
      accountContract: vmContract(account),
      input: call.args,
      promiseResults: promiseResults.map(({ data }) =>
        data ? { status: 'successful', value: data } : { status: 'failed' },
      ),
      blockHeight: BigInt(block.height),
      blockTimestamp: block.timestamp,
      epochHeight: block.epochHeight,
      accountBalance: account.amount + call.deposit,
      accountLockedBalance: account.locked,
      storageUsage: account.storageUsage,
      attachedDeposit: call.deposit,
      prepaidGas: call.gas,
      randomSeed: actionRandomSeed(hash, block.randomness),
      isView: false,
      validatorStake: block.stakeOf,
      validatorTotalStake: block.totalStake,
      outputDataReceivers: isLast ? waitingFor(receipt) : [],
      dataId: (number) => decodeHash(dataId(hash, block.height, number)),
      yields: pendingYields(block.state, receipt.receiverId),
    },
  })
}

/** Only a receipt's last action answers those who wait for the receipt. */
function waitingFor({ body }: ReceiptContext['receipt']): string[] {
  return body.outputDataReceivers.map(({ receiverId }) => receiverId)
}

function addProfile(profile: Map<string, bigint>, outcome: VmOutcome): void {
  for (const [cost, gas] of Object.entries(outcome.profile)) {
    profile.set(cost, (profile.get(cost) ?? 0n) + gas)
  }
}
