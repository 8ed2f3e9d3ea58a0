/** What went wrong in devnet, by code, with the details that each code carries. */
export type DevnetErrorDetails = {
  /** Bytes that are not what borsh says they should be. */
  MALFORMED_BORSH: { reason: string }
  /** Text that is no key, signature, hash or account id. */
  MALFORMED_TEXT: { what: string; value: string }
  /** Something that nearcore does and devnet does not. */
  NOT_SUPPORTED: { what: string }
  PORT_TAKEN: { host: string; port: number }
  /** The address is not one of this machine, or the user may not take the port. */
  CANNOT_LISTEN: { host: string; port: number }
  BAD_OPTION: { option: string; value: string }
  /** Another process, or another node of this one, has the home open. */
  HOME_LOCKED: { directory: string }
  /** The database in the home is another program's. */
  HOME_FOREIGN: { directory: string }
  /** Written by a later version of devnet. */
  HOME_NEWER: { directory: string; version: number; known: number }
  HOME_DAMAGED: { directory: string; problem: string }
  /** The operating system does not let devnet read or write there. */
  HOME_UNUSABLE: { directory: string }
  /** The home is that of a network with other settings. */
  HOME_DIFFERENT: { directory: string; setting: string; kept: string; wanted: string }
}

export type DevnetErrorCode = keyof DevnetErrorDetails

export class DevnetError<C extends DevnetErrorCode = DevnetErrorCode> extends Error {
  override readonly name = 'DevnetError'
  readonly code: C
  readonly details: DevnetErrorDetails[C]

  constructor(code: C, message: string, details: DevnetErrorDetails[C], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

/** Refuses what nearcore does and devnet does not; it never guesses. */
export function notSupported(what: string): DevnetError<'NOT_SUPPORTED'> {
  return new DevnetError('NOT_SUPPORTED', `not supported by devnet: ${what}`, { what })
}
