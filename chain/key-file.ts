import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type AccountId, isAccountId, readAccountId } from '../protocol/account-id.ts'
import { ChainError } from './errors.ts'
import { type Keys, readSecretKey } from './keys.ts'

export type AccountKeys = Keys & { accountId: AccountId }

/** Returns where near-cli keeps an account's key: `~/.near-credentials/<network>/<account>.json`. */
export function keyFilePath(home: string, network: string, accountId: AccountId): string {
  return join(home, '.near-credentials', network, `${readAccountId(accountId, 'account_id')}.json`)
}

// near-cli writes `private_key`, nearcore's own key files `secret_key`.
const keyFile = z.looseObject({
  account_id: z.string().optional(),
  public_key: z.string().optional(),
  private_key: z.string().optional(),
  secret_key: z.string().optional(),
})

/**
 * Reads a key file and checks that its parts belong together.
 *
 * @throws ChainError `KEY_FILE_MISSING` or `KEY_FILE_INVALID`; neither shows the key.
 */
export async function readKeyFile(path: string, accountId?: AccountId): Promise<AccountKeys> {
  const refuse = (problem: string): never => {
    throw new ChainError('KEY_FILE_INVALID', `The key file ${path} ${problem}.`, {
      details: { path },
    })
  }
  const file = keyFile.safeParse(parseJson(await readText(path)))
  if (!file.success)
    return refuse('is not a JSON object with account_id, public_key and private_key')
  const {
    account_id: owner = accountId,
    public_key: publicKey,
    private_key,
    secret_key,
  } = file.data
  const secretKey = private_key ?? secret_key
  if (secretKey === undefined) return refuse('has neither a private_key nor a secret_key')
  if (!isAccountId(owner)) return refuse('names no NEAR account in account_id')
  if (accountId !== undefined && owner !== accountId) {
    return refuse(`is of ${owner}, not of ${accountId}`)
  }
  const derived = publicKeyOf(secretKey, refuse)
  if (publicKey !== undefined && publicKey !== derived) {
    return refuse(`holds a public key, ${publicKey}, that its private key does not have`)
  }
  return { accountId: owner, publicKey: derived, secretKey }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT') {
      throw new ChainError(
        'KEY_FILE_MISSING',
        `There is no key file ${path}; log in with near-cli, or name another file.`,
        { details: { path }, cause },
      )
    }
    throw new ChainError('KEY_FILE_INVALID', `The key file ${path} cannot be read: ${code}.`, {
      details: { path },
      cause,
    })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function publicKeyOf(secretKey: string, refuse: (problem: string) => never): string {
  try {
    return readSecretKey(secretKey).getPublicKey().toString()
  } catch {
    return refuse('holds a private key that NEAR does not have')
  }
}
