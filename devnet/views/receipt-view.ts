import { sha256 } from '../primitives/hash.ts'
import type { Json, JsonObject } from '../primitives/json.ts'
import { base64 } from '../primitives/json.ts'
import type { Receipt, ReceiptBody } from '../runtime/types.ts'
import { actionView, globalContractIdView } from './action-view.ts'

/** A receipt as nearcore's `ReceiptView`. */
export function receiptView({ predecessorId, receiverId, id, body }: Receipt): JsonObject {
  return {
    predecessor_id: predecessorId,
    receiver_id: receiverId,
    receipt_id: id,
    receipt: receiptBodyView(body),
    priority: 0,
  }
}

function receiptBodyView(body: ReceiptBody): Json {
  switch (body.kind) {
    case 'action':
      return {
        Action: {
          signer_id: body.signerId,
          signer_public_key: body.signerPublicKey.text,
          gas_price: body.gasPrice.toString(),
          output_data_receivers: body.outputDataReceivers.map(({ dataId, receiverId }) => ({
            data_id: dataId,
            receiver_id: receiverId,
          })),
          input_data_ids: body.inputDataIds,
          actions: body.actions.map(actionView),
          is_promise_yield: body.isPromiseYield === true,
          ...(body.refundTo ? { refund_to: body.refundTo } : {}),
        },
      }
    case 'data':
      return {
        Data: {
          data_id: body.dataId,
          data: body.data && base64(body.data),
          is_promise_resume: body.isPromiseResume === true,
        },
      }
    case 'distribution':
      return {
        GlobalContractDistribution: {
          id: globalContractIdView(body.contract),
          target_shard: 0,
          already_delivered_shards: [],
          code: base64(sha256(body.code)),
        },
      }
  }
}
