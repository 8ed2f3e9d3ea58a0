import { Account, JsonRpcProvider, KeyPair, KeyPairSigner, type KeyPairString } from 'near-api-js'
import type { Devnet } from '../../../devnet/index.ts'

export const NEAR = 10n ** 24n
export const TGAS = 10n ** 12n

export type Client = {
  provider: JsonRpcProvider
  root: Account
  create: (name: string, near?: bigint) => Promise<Account>
}

/** Makes a near-api-js client of a devnet. */
export function createClient({ rpcUrl, rootAccount }: Devnet): Client {
  const provider = new JsonRpcProvider({ url: rpcUrl })
  const signer = KeyPairSigner.fromSecretKey(rootAccount.secretKey as KeyPairString)
  const root = new Account(rootAccount.accountId, provider, signer)
  return {
    provider,
    root,
    create: async (name, near = 20n) => {
      const key = KeyPair.fromRandom('ed25519')
      await root.createSubAccount({
        accountOrPrefix: name,
        publicKey: key.getPublicKey(),
        nearToTransfer: near * NEAR,
      })
      return new Account(`${name}.${root.accountId}`, provider, new KeyPairSigner(key))
    },
  }
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
