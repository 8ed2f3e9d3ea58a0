import type { ProtocolParameters } from '../parameters/index.ts'
import type { JsonObject } from '../primitives/json.ts'
import { ActionFailure } from './action-error.ts'
import { receiptSize } from './encode-receipt.ts'
import type { NewReceipt } from './types.ts'
import { validateActions } from './validate-actions.ts'

/** Checks the receipts that an action made. Throws `ActionFailure` with nearcore's `NewReceiptValidationError`. */
export function checkNewReceipts(
  parameters: ProtocolParameters,
  receipts: readonly NewReceipt[],
): void {
  const { maxReceiptSize, maxNumberInputDataDependencies } = parameters.limits
  for (const receipt of receipts) {
    const size = receiptSize(receipt)
    if (size > maxReceiptSize) {
      throw refused({ ReceiptSizeExceeded: { size, limit: maxReceiptSize } })
    }
    const { body } = receipt
    if (body.kind !== 'action') continue
    const count = body.inputDataIds.length
    if (count > maxNumberInputDataDependencies) {
      throw refused({
        NumberInputDataDependenciesExceeded: {
          number_of_input_data_dependencies: count,
          limit: maxNumberInputDataDependencies,
        },
      })
    }
    const { actions } = body
    const ActionsValidation = validateActions(parameters, actions, receipt.receiverId)
    if (ActionsValidation) throw refused({ ActionsValidation })
  }
}

function refused(NewReceiptValidationError: JsonObject): ActionFailure {
  return new ActionFailure({ index: null, kind: { NewReceiptValidationError } })
}
