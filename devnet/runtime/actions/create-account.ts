import { isSubAccountOf, isTopLevel } from '../../primitives/account-id.ts'
import { ActionFailure, actionError } from '../action-error.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { isImplicit } from '../implicit-account-id.ts'
import { ACCOUNT_BYTES, REGISTRAR_ACCOUNT } from '../parameters.ts'

/** Creates the receiver. Sub-accounts are made by their parent, short top-level names by the registrar alone. */
export function createAccount(context: ReceiptContext): void {
  const { predecessorId, receiverId: accountId } = context.receipt
  const { minTopLevelLength } = context.block.parameters.economics
  if (context.account) {
    throw new ActionFailure(actionError('AccountAlreadyExists', { account_id: accountId }))
  }
  if (isImplicit(context.block.parameters.features, accountId)) {
    const name = 'OnlyImplicitAccountCreationAllowed'
    throw new ActionFailure(actionError(name, { account_id: accountId }))
  }
  if (isTopLevel(accountId)) {
    if (accountId.length < minTopLevelLength && predecessorId !== REGISTRAR_ACCOUNT) {
      throw new ActionFailure(
        actionError('CreateAccountOnlyByRegistrar', {
          account_id: accountId,
          registrar_account_id: REGISTRAR_ACCOUNT,
          predecessor_id: predecessorId,
        }),
      )
    }
  } else if (!isSubAccountOf(accountId, predecessorId)) {
    const fields = { account_id: accountId, predecessor_id: predecessorId }
    throw new ActionFailure(actionError('CreateAccountNotAllowed', fields))
  }
  context.actorId = accountId
  context.account = {
    amount: 0n,
    locked: 0n,
    storageUsage: ACCOUNT_BYTES,
    contract: { kind: 'none' },
  }
}
