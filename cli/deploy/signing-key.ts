import { resolve } from 'node:path'
import { type AccountKeys, keyFilePath, readKeyFile } from '../../chain/index.ts'
import type { Io } from '../io.ts'
import type { AccountState } from './account.ts'

/** Reads the key that signs for the account; throws if it may not deploy there. */
export async function readSigningKey(
  io: Io,
  { accountId, fullAccessKeys, codeHash }: AccountState,
  { keyFile, chainId }: { keyFile: string | undefined; chainId: string },
): Promise<AccountKeys> {
  if (fullAccessKeys.length === 0) {
    throw new Error(
      `${accountId} has no full-access key: it is locked, and nobody can deploy to it any more. ${codeHash === null ? 'No code runs there' : `It runs the code ${codeHash}`}.`,
    )
  }
  const file =
    keyFile === undefined ? keyFilePath(io.home, chainId, accountId) : resolve(io.cwd, keyFile)
  const keys = await readKeyFile(file, accountId)
  if (fullAccessKeys.includes(keys.publicKey)) return keys
  throw new Error(
    `${keys.publicKey} in ${file} is no full-access key of ${accountId}; those are ${fullAccessKeys.join(', ')}.`,
  )
}

/** Returns the keys to remove so that no full-access key remains: the one that signs last. */
export function keysToRemove(
  { accountId, fullAccessKeys }: AccountState,
  signing: string,
  allKeys: boolean,
): string[] {
  const others = fullAccessKeys.filter((key) => key !== signing)
  if (others.length > 0 && !allKeys) {
    throw new Error(
      `${accountId} has other full-access keys, with which its code could still be changed: ${others.join(', ')}. Nothing is done; give --all-keys to remove them too.`,
    )
  }
  return [...others, signing]
}
