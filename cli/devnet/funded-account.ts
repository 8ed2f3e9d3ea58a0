import type { GenesisAccount } from '../../devnet/index.ts'

/** An account that exists from the start, with its secret key where that is known. */
export type FundedAccount = GenesisAccount & { secretKey?: string | undefined }

/** Yocto of each account that is made by number. */
const FUNDS = 10_000n * 10n ** 24n

/** Makes accounts below the root account, with keys that are known to everybody. */
export async function numberedAccounts(count: number): Promise<FundedAccount[]> {
  const { keyFromName } = await import('../../devnet/index.ts')
  return Array.from({ length: count }, (_, index) => {
    const accountId = `dev-${index + 1}.test.near`
    const { publicKey, secretKey } = keyFromName(accountId)
    return { accountId, amount: FUNDS, publicKey, secretKey }
  })
}
