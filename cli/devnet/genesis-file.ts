import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { isAccountId } from '../../protocol/account-id.ts'
import type { FundedAccount } from './funded-account.ts'

const YOCTO_DIGITS = 24

const account = z.strictObject({
  account_id: z.string().refine(isAccountId, 'is no account id'),
  /** NEAR, with up to 24 digits after the point. */
  balance: z.string().regex(/^\d{1,12}(\.\d{1,24})?$/, 'is no amount of NEAR in digits'),
  public_key: z.string().optional(),
})
const file = z.strictObject({ accounts: z.array(account).min(1) })

/**
 * Reads accounts that are to exist from the start: `{"accounts": [{"account_id", "balance", "public_key"?}]}`. Without a public key
 * an account has one that is known to everybody. Throws a sentence that names the file and what is wrong in it.
 */
export async function readGenesisFile(path: string): Promise<FundedAccount[]> {
  const { accounts } = await readParsed(path)
  const taken = new Set(['test.near'])
  const funded: FundedAccount[] = []
  for (const { account_id: accountId, balance, public_key } of accounts) {
    if (taken.has(accountId)) throw new Error(`${path} has the account ${accountId} twice.`)
    taken.add(accountId)
    funded.push({
      accountId,
      amount: yocto(balance),
      ...(await keyOf(path, accountId, public_key)),
    })
  }
  return funded
}

async function readParsed(path: string): Promise<z.infer<typeof file>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`${path} cannot be read.`, { cause })
  })
  try {
    return file.parse(JSON.parse(text))
  } catch (cause) {
    const [issue] = cause instanceof z.ZodError ? cause.issues : []
    const what = issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is no JSON'
    throw new Error(`${path} is no list of accounts: ${what}.`, { cause })
  }
}

async function keyOf(path: string, accountId: string, text: string | undefined) {
  const { keyFromName, parsePublicKey } = await import('../../devnet/index.ts')
  if (text === undefined) {
    const { publicKey, secretKey } = keyFromName(accountId)
    return { publicKey, secretKey }
  }
  try {
    return { publicKey: parsePublicKey(text) }
  } catch (cause) {
    throw new Error(`${path} gives ${accountId} "${text}", which is no public key.`, { cause })
  }
}

function yocto(near: string): bigint {
  const [whole = '0', fraction = ''] = near.split('.')
  return BigInt(whole + fraction.padEnd(YOCTO_DIGITS, '0'))
}
