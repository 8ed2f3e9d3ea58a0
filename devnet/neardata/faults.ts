import { createHash } from 'node:crypto'

/** What can go wrong with a block source, for tests of who reads from it. */
export const FAULT_KINDS = [
  /** The answer comes a second later. */
  'delay',
  /** HTTP 429 with Retry-After. */
  'rate_limit',
  /** HTTP 500. */
  'server_error',
  /** Two thirds of the JSON, as if it were all. */
  'cut_off',
  /** `null`, as if the height had been skipped. */
  'null',
  /** As the chain was some blocks ago. */
  'stale',
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

/** A fault and the requests that it hits: every nth, or each with a probability that the seed decides. */
export type Fault = { kind: FaultKind } & (
  | { every: number }
  | { probability: number; seed?: string }
)

/** Gives the fault that the next request meets, if any; where several would, the first of the list. */
export type Faults = () => FaultKind | undefined

export function createFaults(faults: readonly Fault[]): Faults {
  let requests = 0
  return () => {
    requests++
    return faults.find((fault) => hits(fault, requests))?.kind
  }
}

function hits(fault: Fault, request: number): boolean {
  if ('every' in fault) return request % fault.every === 0
  return fraction(`${fault.seed ?? ''}/${fault.kind}/${request}`) < fault.probability
}

const FRACTIONS = 2 ** 32

/** A number from 0 to below 1 that looks random and is the same for the same text. */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / FRACTIONS
}
