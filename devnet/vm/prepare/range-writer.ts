import { type ByteWriter, createByteWriter } from '../wasm/byte-writer.ts'
import { type CodeWriter, createCodeWriter } from './code-writer.ts'
import type { MeterCode } from './meter-code.ts'

export type RangeWriter = ReturnType<typeof createRangeWriter>

/**
 * Copies instructions from `source`, from `start` on, a range at a time: a range's charge comes before its first instruction, but is known only at its end.
 * Each end is given as the position in the source up to which is copied.
 */
export function createRangeWriter(
  source: Uint8Array,
  start: number,
  writer: ByteWriter,
  meter: MeterCode,
) {
  const pending = createByteWriter()
  const pendingCode = createCodeWriter(pending)
  let copied = start
  let cost = 0

  return {
    /** Adds to the charge of the current range. */
    add(gas: number): void {
      cost += gas
    },
    /** Writes the current range with its charge. */
    end(at: number): void {
      meter.charge(cost)
      cost = 0
      if (pending.length() > 0) {
        writer.copy(pending.finish())
        pending.clear()
      }
      writer.copy(source, copied, at)
      copied = at
    },
    /** Writes other instructions in place of those from `from` to before `to`, within the current range. */
    replace(from: number, to: number, write: (code: CodeWriter) => void): void {
      pending.copy(source, copied, from)
      copied = to
      write(pendingCode)
    },
    /** Leaves out the instructions up to `to`, after the end of a range. */
    skip(to: number): void {
      copied = to
    },
  }
}
