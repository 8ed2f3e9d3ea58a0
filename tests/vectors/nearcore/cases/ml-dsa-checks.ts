import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { bytesFrom } from './chance.ts'
import { type Check, changed, concat, message } from './check.ts'

/** DER of PKCS #8 before the 32 bytes of an ML-DSA-65 seed (RFC 9881). */
const ML_DSA_SEED = Buffer.from('3034020100300b060960864801650304031204228020', 'hex')
const ML_DSA_KEY_BYTES = 1_952

/** ML-DSA-65 signatures that hold and that do not. Signing is random, so they are others each time. */
export function mlDsaChecks(): Record<string, Check> {
  const der = concat(ML_DSA_SEED, bytesFrom('ml-dsa', 32))
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const key = createPublicKey(secret)
    .export({ format: 'der', type: 'spki' })
    .subarray(-ML_DSA_KEY_BYTES)
  const signature = sign(null, message, secret)
  return {
    'a signature': [signature, message, key],
    'another message': [signature, changed(message, 0), key],
    'no message': [sign(null, Buffer.alloc(0), secret), Buffer.alloc(0), key],
    'a changed challenge': [changed(signature, 0), message, key],
    'a changed response': [changed(signature, 100), message, key],
    'a changed hint': [changed(signature, 3_308), message, key],
    'a changed seed of the key': [signature, message, changed(key, 0)],
    'a changed key': [signature, message, changed(key, 1_951)],
    'a signature of ones': [Buffer.alloc(3_309, 255), message, key],
    'a key of ones': [signature, message, Buffer.alloc(1_952, 255)],
    'a short signature': [signature.subarray(1), message, key],
    'a long signature': [concat(signature, Buffer.of(0)), message, key],
    'a short key': [signature, message, key.subarray(1)],
    'no key': [signature, message, Buffer.alloc(0)],
  }
}
