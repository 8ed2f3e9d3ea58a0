import type { Ratio } from '../parameters/economics.ts'
import type { ProtocolParameters } from '../parameters/index.ts'

/**
 * Gives the price at which the gas of a transaction's receipt is bought: the block's, never below the least one, and where a version takes prices to rise as
 * much as they could until the last receipt that the gas suffices for (`tx_cost` in nearcore's `runtime/runtime/src/config.rs`, NEP-642).
 */
export function receiptGasPrice(
  parameters: ProtocolParameters,
  gasPrice: bigint,
  { isLocal, attachedGas }: { isLocal: boolean; attachedGas: bigint },
): bigint {
  const { pessimisticGasPriceInflation, minGasPurchasePrice } = parameters.economics
  // A receipt to oneself runs in the same block, every other one block later, and so does each that it could make.
  const blocks = (isLocal ? 0n : 1n) + attachedGas / leastGasOfCall(parameters)
  const inflated = inflate(gasPrice, pessimisticGasPriceInflation, blocks)
  return inflated > minGasPurchasePrice ? inflated : minGasPurchasePrice
}

/** Least gas to send and execute a receipt with one call (`min_receipt_with_function_call_gas` in nearcore's `core/parameters/src/cost.rs`). */
function leastGasOfCall({ actionFees }: ProtocolParameters): bigint {
  const fees = [actionFees.NEW_ACTION_RECEIPT, actionFees.FUNCTION_CALL_BASE]
  return BigInt(
    fees.reduce(
      (sum, { sendToSelf, sendToOther, execute }) =>
        sum + Math.min(sendToSelf, sendToOther) + execute,
      0,
    ),
  )
}

/** Rounds up. */
function inflate(price: bigint, { numerator, denominator }: Ratio, times: bigint): bigint {
  const divisor = denominator ** times
  return (price * numerator ** times + divisor - 1n) / divisor
}
