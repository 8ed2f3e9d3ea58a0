import type { Limits } from '../../parameters/index.ts'
import { hostFaults } from './faults.ts'

export type Logs = ReturnType<typeof createLogs>

/** Collects a call's logs within nearcore's limits on their number and total length in bytes of UTF-8. */
export function createLogs(limits: Limits) {
  const messages: string[] = []
  let total = 0

  function exceeded(more: bigint): never {
    throw hostFaults.totalLogLengthExceeded(BigInt(total) + more, limits.maxTotalLogLength)
  }

  return {
    messages,
    exceeded,
    /** Bytes that may still be logged; panics and logs are read up to it. */
    room: () => Math.max(0, limits.maxTotalLogLength - total),
    checkCount(): void {
      if (messages.length >= limits.maxNumberLogs) {
        throw hostFaults.numberOfLogsExceeded(limits.maxNumberLogs)
      }
    },
    push(message: string): void {
      const length = Buffer.byteLength(message)
      total += length
      // nearcore adds the length before it reports, so the number in the error has it twice.
      if (total > limits.maxTotalLogLength) exceeded(BigInt(length))
      messages.push(message)
    },
  }
}
