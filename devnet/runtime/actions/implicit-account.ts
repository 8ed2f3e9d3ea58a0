import { accountKind } from '../../primitives/account-id.ts'
import { createPublicKey } from '../../primitives/public-key.ts'
import type { ReceiptContext } from '../apply-context.ts'
import { ethWalletHash } from '../eth-wallet.ts'
import { isImplicit } from '../implicit-account-id.ts'
import { ACCOUNT_BYTES, NONCES_PER_BLOCK } from '../parameters.ts'
import { accessKeyBytes } from '../storage-stake.ts'
import type { AccessKey, Account } from '../types.ts'

/** An account of balance alone: no code, data or keys. */
export function emptyAccount(amount: bigint): Account {
  return { amount, locked: 0n, storageUsage: ACCOUNT_BYTES, contract: { kind: 'none' } }
}

/** Creates the receiver if its id is one that a transfer makes; gives whether it is. */
export function createImplicitAccount(context: ReceiptContext, amount: bigint): boolean {
  const account = implicitAccount(context, amount)
  if (!account) return false
  context.actorId = context.receipt.receiverId
  context.account = account
  return true
}

function implicitAccount({ block, receipt }: ReceiptContext, amount: bigint): Account | undefined {
  const empty = emptyAccount(amount)
  const accountId = receipt.receiverId
  if (!isImplicit(block.parameters.features, accountId)) return undefined
  switch (accountKind(accountId)) {
    case 'named':
    // Transactions to those that devnet does not create are refused when they are sent: see `submit.ts`.
    case 'universal':
      return undefined
    case 'deterministic':
      return empty
    case 'eth-implicit': {
      const hash = ethWalletHash(block.chainId)
      if (!hash) return undefined
      // 32: the bytes of the reference to the wallet's code.
      return {
        ...empty,
        storageUsage: empty.storageUsage + 32n,
        contract: { kind: 'global', hash },
      }
    }
    case 'near-implicit': {
      const publicKey = createPublicKey('ed25519', Buffer.from(accountId, 'hex'))
      const nonce = BigInt(block.height - 1) * NONCES_PER_BLOCK
      const accessKey: AccessKey = { nonce, permission: 'full' }
      block.state.set('accessKey', accountId, publicKey.text, accessKey)
      return { ...empty, storageUsage: empty.storageUsage + accessKeyBytes(publicKey, accessKey) }
    }
  }
}
