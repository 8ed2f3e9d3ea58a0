import type { JsonObject } from '../primitives/json.ts'
import { ActionFailure } from './action-error.ts'
import { LIMITS } from './parameters.ts'
import { receiptSize } from './receipt-size.ts'
import type { NewReceipt } from './types.ts'
import { validateActions } from './validate-actions.ts'

/** Checks the receipts that an action made. Throws `ActionFailure` with nearcore's `NewReceiptValidationError`. */
export function checkNewReceipts(receipts: readonly NewReceipt[]): void {
  for (const receipt of receipts) {
    const { body } = receipt
    if (body.kind !== 'action') continue
    const size = receiptSize({ ...receipt, body })
    if (size > LIMITS.maxReceiptSize) {
      throw refused({ ReceiptSizeExceeded: { size, limit: LIMITS.maxReceiptSize } })
    }
    const count = body.inputDataIds.length
    if (count > LIMITS.maxInputDataDependencies) {
      throw refused({
        NumberInputDataDependenciesExceeded: {
          number_of_input_data_dependencies: count,
          limit: LIMITS.maxInputDataDependencies,
        },
      })
    }
    const ActionsValidation = validateActions(body.actions)
    if (ActionsValidation) throw refused({ ActionsValidation })
  }
}

function refused(NewReceiptValidationError: JsonObject): ActionFailure {
  return new ActionFailure({ index: null, kind: { NewReceiptValidationError } })
}
