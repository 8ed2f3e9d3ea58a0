import type { VmError } from './types.ts'

export type VmFaultCode = 'contract_stopped' | 'not_supported'

/**
 * Stops a contract call for a reason that nearcore knows too, or that devnet refuses. `run` turns it into the outcome's error, so that callers never see it.
 */
export class VmFault extends Error {
  override readonly name = 'VmFault'
  readonly code: VmFaultCode
  /** What the outcome will say. */
  readonly details: VmError

  constructor(code: VmFaultCode, details: VmError, options?: ErrorOptions) {
    super('message' in details ? details.message : details.kind, options)
    this.code = code
    this.details = details
  }
}

/** Makes the fault for something that devnet does not do, so that nothing is guessed. */
export function notSupported(what: string): VmFault {
  return new VmFault('not_supported', {
    type: 'ExecutionError',
    message: `not supported by devnet: ${what}`,
  })
}
