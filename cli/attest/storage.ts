import { z } from 'zod'
import { callView, isFullAccess, type Rpc, type Sender, viewAccessKey } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'

const balance = z.object({ total: z.string(), available: z.string() }).nullable()

/** Yocto that an attestation can lock at most: its record is within 400 bytes, at 10^19 yocto a byte. */
const ENOUGH = 4_000_000_000_000_000_000_000n
/** Yocto that are paid in where there is not enough: room for some 25 attestations. */
const PREPAID = 100_000_000_000_000_000_000_000n

/** Gives the yocto that the builder must pay in before it can attest; 0 if its balance in the registry is enough. */
export async function missingStorage(
  rpc: Rpc,
  registry: AccountId,
  builder: AccountId,
): Promise<bigint> {
  const { value } = await callView(rpc, registry, 'storage_balance_of', { account_id: builder })
  const found = balance.parse(value)
  return found !== null && BigInt(found.available) >= ENOUGH ? 0n : PREPAID
}

/** Refuses a key that cannot pay in: a function-call key attaches no deposit. */
export async function requireDepositKey(rpc: Rpc, sender: Sender, yocto: bigint): Promise<void> {
  if (yocto === 0n) return
  const key = await viewAccessKey(rpc, sender.accountId, sender.publicKey)
  if (isFullAccess(key)) return
  throw new Error(
    `${sender.accountId} has not enough storage paid in, and its key ${sender.publicKey} can attach no deposit. Pay ${yocto} yocto in once with a full-access key: storage_deposit of the registry.`,
  )
}
