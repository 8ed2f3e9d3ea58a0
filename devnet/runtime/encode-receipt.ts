import type { BorshWriter } from '../primitives/borsh-writer.ts'
import { createBorshWriter } from '../primitives/borsh-writer.ts'
import { decodeHash, ZERO_HASH } from '../primitives/hash.ts'
import { publicKeyBytes } from '../primitives/public-key.ts'
import { writeAction } from './encode-action.ts'
import { writeGlobalContractId } from './global-contract-id.ts'
import type { ActionReceipt, NewReceipt } from './types.ts'

/** Writes a receipt in borsh. Source: nearcore `ReceiptV0`, `ReceiptEnum` (`core/primitives/src/receipt.rs`). */
export function writeReceipt(
  writer: BorshWriter,
  receipt: NewReceipt & { id: string },
): BorshWriter {
  const { predecessorId, receiverId, id, body } = receipt
  writer.string(predecessorId).string(receiverId).fixed(decodeHash(id))
  switch (body.kind) {
    case 'action':
      return writeActionReceipt(writer.u8(actionTag(body)), body)
    case 'data':
      return writer
        .u8(body.isPromiseResume ? 3 : 1)
        .fixed(decodeHash(body.dataId))
        .option(body.data, writer.bytes)
    case 'distribution':
      // Version 1, for shard 0, delivered to none: devnet does not number what is shared, as version 2 does.
      return writeGlobalContractId(writer.u8(4).u8(0), body.contract).u64(0).u32(0).bytes(body.code)
  }
}

/** Gives the bytes that a receipt takes; its id is as long whatever it will be. */
export function receiptSize(receipt: NewReceipt): number {
  return writeReceipt(createBorshWriter(), { ...receipt, id: ZERO_HASH }).finish().length
}

/** `Action`, `PromiseYield`, and the second version of each, which can name a receiver of refunds. */
function actionTag({ refundTo, isPromiseYield }: ActionReceipt): number {
  if (refundTo === undefined) return isPromiseYield ? 2 : 0
  return isPromiseYield ? 6 : 5
}

function writeActionReceipt(writer: BorshWriter, body: ActionReceipt): BorshWriter {
  writer.string(body.signerId)
  if (body.refundTo !== undefined) writer.option(body.refundTo, writer.string)
  return writer
    .fixed(publicKeyBytes(body.signerPublicKey))
    .u128(body.gasPrice)
    .list(body.outputDataReceivers, ({ dataId, receiverId }) =>
      writer.fixed(decodeHash(dataId)).string(receiverId),
    )
    .list(body.inputDataIds, (id) => writer.fixed(decodeHash(id)))
    .list(body.actions, (action) => writeAction(writer, action))
}
