import { notSupported } from '../errors.ts'
import { isAccountId } from '../primitives/account-id.ts'
import { createBorshReader, malformed } from '../primitives/borsh-reader.ts'
import { encodeHash, sha256 } from '../primitives/hash.ts'
import { readPublicKey } from '../primitives/public-key.ts'
import { readSignature } from '../primitives/signature.ts'
import { readAction } from './decode-action.ts'
import type { SignedTransaction } from './types.ts'

/** Decodes a signed transaction from untrusted bytes. Throws `MALFORMED_BORSH` or `NOT_SUPPORTED`; the signature is not checked. */
export function decodeSignedTransaction(bytes: Uint8Array): SignedTransaction {
  // A first transaction version starts with a short string's length: its second byte is 0. Later versions start with a tag.
  if (bytes[0] === 1 && bytes[1] !== 0) throw notSupported('transactions of version 1')
  const reader = createBorshReader(bytes)
  const readAccountId = (): string => {
    const text = reader.string()
    if (!isAccountId(text)) throw malformed(`"${text.slice(0, 128)}" is no account id`)
    return text
  }
  const transaction = {
    signerId: readAccountId(),
    publicKey: readPublicKey(reader),
    nonce: reader.u64(),
    receiverId: readAccountId(),
    blockHash: encodeHash(reader.fixed(32)),
    actions: reader.list(() => readAction(reader)),
  }
  const hashBytes = sha256(reader.since(0))
  const signature = readSignature(reader)
  reader.end()
  return {
    ...transaction,
    signature,
    hash: encodeHash(hashBytes),
    hashBytes,
    signedHash: sha256(bytes),
    size: bytes.length,
  }
}
