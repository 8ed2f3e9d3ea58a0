import { resolve } from 'node:path'
import {
  type AccountKeys,
  createSender,
  keyFilePath,
  type Rpc,
  readKeyFile,
  readSecretKey,
  type Sender,
  viewStatus,
} from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { Io } from '../io.ts'

/** Where a key may come from instead of a file, as for CI jobs: `ed25519:` and base58. */
export const KEY_VARIABLE = 'COUNTERSIGN_PRIVATE_KEY'

/**
 * Makes a sender for the account: with the key of the file that is named, else of the environment, else of near-cli's folder.
 *
 * The network is asked which chain it is, since near-cli keeps keys by it.
 */
export async function createSigner(
  io: Io,
  rpc: Rpc,
  accountId: AccountId,
  keyFile: string | undefined,
): Promise<Sender> {
  const { secretKey } = await readKeys(io, rpc, accountId, keyFile)
  return createSender({ rpc, accountId, secretKey })
}

async function readKeys(
  io: Io,
  rpc: Rpc,
  accountId: AccountId,
  keyFile: string | undefined,
): Promise<Pick<AccountKeys, 'secretKey'>> {
  if (keyFile !== undefined) return await readKeyFile(resolve(io.cwd, keyFile), accountId)
  const secretKey = io.env[KEY_VARIABLE]
  if (secretKey !== undefined && secretKey !== '') {
    readSecretKey(secretKey)
    return { secretKey }
  }
  const { chain_id } = await viewStatus(rpc)
  // near-cli's folder for a chain of one's own is named after no chain.
  return await readKeyFile(keyFilePath(io.home, chain_id, accountId), accountId)
}
