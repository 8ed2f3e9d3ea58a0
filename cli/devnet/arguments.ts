import { InvalidArgumentError } from '@commander-js/extra-typings'
import type { Fault } from '../../devnet/index.ts'

// Readers of the values that `countersign devnet` takes; each throws what commander shows with the option's name.

/** Makes a reader of whole numbers between two, both included. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d{1,15}$/.test(text) && value >= min && value <= max) return value
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`)
  }
}

/** The kinds of fault; a test holds them to those of devnet, which is loaded only when it starts. */
export const FAULT_NAMES = [
  'delay',
  'rate_limit',
  'server_error',
  'cut_off',
  'null',
  'stale',
] as const

/** Collects faults: `<kind>=1/<n>` for every nth request, `<kind>=<probability>` for each with a probability. */
export function readFault(text: string, before: Fault[] | undefined): Fault[] {
  return [...(before ?? []), faultOf(text)]
}

function faultOf(text: string): Fault {
  const [name, rate = '', ...rest] = text.split('=')
  const kind = FAULT_NAMES.find((known) => known === name)
  const every = /^1\/([1-9]\d{0,5})$/.exec(rate)?.[1]
  const probability = /^(0|1|0?\.\d{1,9})$/.test(rate) ? Number(rate) : undefined
  if (kind && rest.length === 0) {
    if (every !== undefined) return { kind, every: Number(every) }
    if (probability !== undefined) return { kind, probability }
  }
  throw new InvalidArgumentError(
    `It must be <kind>=1/<n> or <kind>=<probability>, and the kind one of ${FAULT_NAMES.join(', ')}.`,
  )
}
