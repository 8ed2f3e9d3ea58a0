import type { VmContext, VmResumption } from '../types.ts'

export type Yields = ReturnType<typeof createYields>

/** Keeps what one call does with promises that wait to be resumed (NEP-519), over those that the account already has. */
export function createYields(context: VmContext) {
  const created = new Set<string>()
  const dataIds = new Map<string, Uint8Array>()
  const resumed: VmResumption[] = []

  return {
    resumed,
    /** Tells whether the contract has a waiting promise of this id. */
    isTaken: (yieldId: Uint8Array): boolean =>
      dataIds.has(hex(yieldId)) || context.yields.dataIdOf(yieldId) !== undefined,
    add(dataId: Uint8Array, yieldId: Uint8Array | undefined): void {
      created.add(hex(dataId))
      if (yieldId !== undefined) dataIds.set(hex(yieldId), dataId)
    },
    /** Answers a waiting promise; gives whether there is one. A promise can be answered more than once, and takes the first. */
    resume(dataId: Uint8Array, payload: Uint8Array): boolean {
      if (!created.has(hex(dataId)) && !context.yields.has(dataId)) return false
      resumed.push({ dataId, payload })
      return true
    },
    dataIdOf: (yieldId: Uint8Array): Uint8Array | undefined =>
      dataIds.get(hex(yieldId)) ?? context.yields.dataIdOf(yieldId),
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
