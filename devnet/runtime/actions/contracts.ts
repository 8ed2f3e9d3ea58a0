import { SYSTEM_ACCOUNT } from '../../primitives/account-id.ts'
import { codeHash, readGlobalCode } from '../../state/global-code.ts'
import { globalContractIdView } from '../../views/action-view.ts'
import { ActionFailure, actionError } from '../action-error.ts'
import { globalContractIdBytes } from '../action-fees.ts'
import type { BlockContext, ReceiptContext } from '../apply-context.ts'
import { requireAccount } from '../apply-context.ts'
import type { Account, Action, GlobalContractId } from '../types.ts'

export function deployContract(
  context: ReceiptContext,
  { code }: Extract<Action, { type: 'DeployContract' }>,
): void {
  const account = withoutContract(context, requireAccount(context))
  context.block.state.set('code', context.receipt.receiverId, '', code)
  context.account = {
    ...account,
    storageUsage: account.storageUsage + BigInt(code.length),
    contract: { kind: 'local', hash: codeHash(code) },
  }
}

/** Burns the price of a global contract's bytes and sends the code on its way to the shards (NEP-591). */
export function deployGlobalContract(
  context: ReceiptContext,
  { code, mode }: Extract<Action, { type: 'DeployGlobalContract' }>,
): void {
  const account = requireAccount(context)
  const accountId = context.receipt.receiverId
  const price = BigInt(code.length) * context.block.parameters.economics.globalContractPrice
  if (price > account.amount) {
    const fields = { account_id: accountId, amount: price.toString() }
    throw new ActionFailure(actionError('LackBalanceForState', fields))
  }
  context.account = { ...account, amount: account.amount - price }
  context.totals.tokensBurnt += price
  const contract: GlobalContractId =
    mode === 'code_hash' ? { by: mode, codeHash: codeHash(code) } : { by: mode, accountId }
  context.totals.newReceipts.push({
    predecessorId: accountId,
    receiverId: SYSTEM_ACCOUNT,
    body: { kind: 'distribution', contract, code },
  })
}

/** Makes the account run a global contract: one code for good, or whatever its owner deploys. */
export function useGlobalContract(
  context: ReceiptContext,
  { contract }: Extract<Action, { type: 'UseGlobalContract' }>,
): void {
  context.account = useContract(context, contract)
}

/** Gives the account as it is once it runs a global contract. Throws where there is none of that id. */
export function useContract(context: ReceiptContext, contract: GlobalContractId): Account {
  if (!readGlobalCode(context.block.state, contract)) {
    const fields = { identifier: globalContractIdView(contract) }
    throw new ActionFailure(actionError('GlobalContractDoesNotExist', fields))
  }
  const account = withoutContract(context, requireAccount(context))
  if (account.contract.kind === 'local') {
    context.block.state.remove('code', context.receipt.receiverId)
  }
  return {
    ...account,
    storageUsage: account.storageUsage + BigInt(globalContractIdBytes(contract)),
    contract:
      contract.by === 'code_hash'
        ? { kind: 'global', hash: contract.codeHash }
        : { kind: 'global_by_account', accountId: contract.accountId },
  }
}

/** Takes the bytes of the account's present contract off its storage. */
function withoutContract({ block, receipt }: ReceiptContext, account: Account): Account {
  const bytes = contractBytes(block, receipt.receiverId, account)
  return { ...account, storageUsage: account.storageUsage - bytes }
}

/** Bytes that an account's contract takes: its code, or what refers to a global one. */
export function contractBytes(
  { state }: BlockContext,
  accountId: string,
  { contract }: Account,
): bigint {
  switch (contract.kind) {
    case 'none':
      return 0n
    case 'local':
      return BigInt(state.get('code', accountId)?.length ?? 0)
    case 'global':
      return 32n
    case 'global_by_account':
      return BigInt(contract.accountId.length)
  }
}
