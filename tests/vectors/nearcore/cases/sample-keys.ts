import { createHash, createPrivateKey, createPublicKey as publicKeyOf, sign } from 'node:crypto'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { createPublicKey } from '../../../../devnet/primitives/public-key.ts'

const SEED = createHash('sha256').update('the signer of these vectors').digest()
const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const privateKey = createPrivateKey({
  key: Buffer.concat([ED25519_PKCS8_PREFIX, SEED]),
  format: 'der',
  type: 'pkcs8',
})
/** The key of the first signer. */
export const ed25519Key = createPublicKey(
  'ed25519',
  publicKeyOf(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32),
)
/** The key of the second signer. */
export const secp256k1Key = createPublicKey(
  'secp256k1',
  secp256k1.getPublicKey(SEED, false).subarray(1),
)

/** Signs with that key; gives the signature in borsh. */
export function signEd25519(hash: Uint8Array): Uint8Array {
  return Uint8Array.of(0, ...sign(null, hash, privateKey))
}

/** Signs with that key; gives the signature in borsh. */
export function signSecp256k1(hash: Uint8Array): Uint8Array {
  const signature = secp256k1.sign(hash, SEED, { prehash: false, format: 'recovered' })
  // nearcore has the recovery byte at the end.
  return Uint8Array.of(1, ...signature.subarray(1), signature[0] as number)
}
