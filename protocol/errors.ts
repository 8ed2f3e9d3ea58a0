/** Says that a value from outside does not have the form that the protocol asks for. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly code = 'INVALID_FIELD'
  /** Path of the field, for example `recipe.build_command[3]`. */
  readonly field: string
  /** What is wrong with it: the sentence without its subject. */
  readonly problem: string

  constructor(field: string, problem: string, value?: unknown) {
    const full = value === undefined ? problem : `${problem}, but is ${shorten(value)}`
    super(`\`${field}\` ${full}.`)
    this.field = field
    this.problem = full
  }
}

/**
 * Reads a part of a value: the field of a ProtocolError gets the part's `path` in front.
 *
 * Readers thus name fields by constants, and paths are put together only when something is wrong; on chain each text costs gas.
 */
export function within<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof ProtocolError && path !== '' ? below(path, error) : error
  }
}

function below(path: string, { field, problem }: ProtocolError): ProtocolError {
  const isJoined = field === '' || field[0] === '[' || field[0] === '.'
  const joined = isJoined ? path + field : `${path}.${field}`
  return new ProtocolError(joined, problem)
}

// Long enough to recognise a value, short enough for a panic message and a log line.
const SHOWN_CHARACTERS = 80

function shorten(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
}
