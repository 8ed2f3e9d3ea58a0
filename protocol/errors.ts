/** Says that a value from outside does not have the form that the protocol asks for. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly code = 'INVALID_FIELD'
  /** Path of the field, for example `recipe.build_command[3]`. */
  readonly field: string

  constructor(field: string, problem: string, value?: unknown) {
    super(`\`${field}\` ${problem}${value === undefined ? '' : `, but is ${shorten(value)}`}.`)
    this.field = field
  }
}

// Long enough to recognise a value, short enough for a panic message and a log line.
const SHOWN_CHARACTERS = 80

function shorten(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
}
