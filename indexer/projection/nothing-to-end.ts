import type { EventRow } from '../../store/index.ts'
import { IndexerError } from '../errors.ts'

/** Makes the error for an event that ends what is not there, which the registry never writes. */
export function nothingToEnd(row: EventRow, what: string): IndexerError<'BAD_EVENT'> {
  const { seq, block_height: height, receipt_id: receiptId } = row
  return new IndexerError(
    'BAD_EVENT',
    `In the registry's event ${seq} (block ${height}) ${what}, but there is none. The source made it up, or the registry is not the contract that it should be.`,
    { height, receiptId, seq },
  )
}
