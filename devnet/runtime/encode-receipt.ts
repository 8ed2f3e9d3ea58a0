import type { BorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash } from '../primitives/hash.ts'
import { publicKeyBytes } from '../primitives/public-key.ts'
import { writeAction, writeGlobalContractId } from './encode-action.ts'
import type { ActionReceipt, Receipt } from './types.ts'

/** Writes a receipt in borsh. Source: nearcore `ReceiptV0`, `ReceiptEnum` (`core/primitives/src/receipt.rs`). */
export function writeReceipt(writer: BorshWriter, receipt: Receipt): BorshWriter {
  const { predecessorId, receiverId, id, body } = receipt
  writer.string(predecessorId).string(receiverId).fixed(decodeHash(id))
  switch (body.kind) {
    case 'action':
      return writeActionReceipt(writer.u8(0), body)
    case 'data':
      return writer.u8(1).fixed(decodeHash(body.dataId)).option(body.data, writer.bytes)
    case 'distribution':
      // Version 1, for shard 0, delivered to none: devnet does not number what is shared, as version 2 does.
      return writeGlobalContractId(writer.u8(4).u8(0), body.contract).u64(0).u32(0).bytes(body.code)
  }
}

function writeActionReceipt(writer: BorshWriter, body: ActionReceipt): BorshWriter {
  return writer
    .string(body.signerId)
    .fixed(publicKeyBytes(body.signerPublicKey))
    .u128(body.gasPrice)
    .list(body.outputDataReceivers, ({ dataId, receiverId }) =>
      writer.fixed(decodeHash(dataId)).string(receiverId),
    )
    .list(body.inputDataIds, (id) => writer.fixed(decodeHash(id)))
    .list(body.actions, (action) => writeAction(writer, action))
}
