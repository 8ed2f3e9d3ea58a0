import { notSupported } from '../errors.ts'
import { readAccountId } from '../primitives/account-id.ts'
import { createBorshReader } from '../primitives/borsh-reader.ts'
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
  const transaction = {
    signerId: readAccountId(reader),
    publicKey: readPublicKey(reader),
    nonce: reader.u64(),
    receiverId: readAccountId(reader),
    blockHash: encodeHash(reader.fixed(32)),
    actions: reader.list(() => readAction(reader)),
  }
  const unsigned = reader.since(0)
  const hashBytes = sha256(unsigned)
  const signature = readSignature(reader)
  reader.end()
  return {
    ...transaction,
    signature,
    hash: encodeHash(hashBytes),
    hashBytes,
    signedHash: sha256(bytes),
    size: bytes.length,
    unsignedSize: unsigned.length,
  }
}
