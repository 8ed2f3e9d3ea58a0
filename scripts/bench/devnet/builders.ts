import {
  actions,
  createTransaction,
  encodeTransaction,
  KeyPairSigner,
  type KeyPairString,
  PublicKey,
} from 'near-api-js'
import { prepayStorage } from '../../../builder/index.ts'
import { createKeys, createRpc, createSender, viewAccessKey } from '../../../chain/index.ts'
import { decodeBase58 } from '../../../protocol/base58.ts'
import { HASH_BYTES } from '../../../protocol/code-hash.ts'
import { built } from '../../../tests/contract/statements.ts'
import type { DevnetProcess } from './process.ts'

const REGISTRY = 'registry.test.near'
const NEAR = 10n ** 24n
const GAS = 30_000_000_000_000n

/** An account with storage paid in advance that attests one new recipe after another. */
export type Builder = {
  accountId: string
  /** Signs so many attestations, each on a recipe of its own: `signed_tx_base64` of `send_tx`, in the order of their nonces. */
  sign: (count: number) => Promise<string[]>
}

/** Deploys the registry on a new devnet and makes so many builders. */
export async function createBuilders(
  { rpcUrl, rootAccount }: DevnetProcess,
  registryCode: Uint8Array,
  count: number,
): Promise<Builder[]> {
  const rpc = createRpc({ urls: [rpcUrl] })
  const root = createSender({ rpc, ...rootAccount })
  const create = async (accountId: string, balance: bigint) => {
    const { publicKey, secretKey } = createKeys()
    await root.createAccount({ accountId, publicKey, balance })
    return { publicKey, secretKey, sender: createSender({ rpc, accountId, secretKey }) }
  }

  const registry = await create(REGISTRY, 1_000n * NEAR)
  await registry.sender.deploy({ code: registryCode })
  const builders: Builder[] = []
  for (let i = 0; i < count; i++) {
    const accountId = `builder-${i}.test.near`
    const { publicKey, secretKey, sender } = await create(accountId, 1_000n * NEAR)
    await prepayStorage({ sender, registry: REGISTRY, yocto: 100n * NEAR })
    const signer = KeyPairSigner.fromSecretKey(secretKey as KeyPairString)
    const { nonce, block_hash } = await viewAccessKey(rpc, accountId, publicKey)
    let last = BigInt(nonce)
    builders.push({
      accountId,
      sign: async (wanted) => {
        const signed: string[] = []
        for (let n = 0; n < wanted; n++) {
          const transaction = createTransaction(
            accountId,
            PublicKey.fromString(publicKey),
            REGISTRY,
            ++last,
            [actions.functionCall('attest', statement(`${i}-${last}`), GAS, 0n)],
            decodeBase58(block_hash, HASH_BYTES, 'block_hash'),
          )
          const { signedTransaction } = await signer.signTransaction(transaction)
          signed.push(Buffer.from(encodeTransaction(signedTransaction)).toString('base64'))
        }
        return signed
      },
    })
  }
  return builders
}

/** An attestation on a recipe that nobody else has. */
function statement(path: string): typeof built {
  return { ...built, recipe: { ...built.recipe, contract_path: `crates/${path}` } }
}
