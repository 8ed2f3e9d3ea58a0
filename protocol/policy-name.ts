import { consistsOf, DIGITS, LETTERS } from './characters.ts'
import { ProtocolError } from './errors.ts'
import { readText } from './shape.ts'

const MAX_NAME_BYTES = 64
const NAME_CHARACTERS = `${LETTERS}${DIGITS}-._`

/** Reads the name of an operator, a group or a policy: letters, digits, `.`, `_` and `-`. */
export function readPolicyName(value: unknown, field: string): string {
  const name = readText(value, field, MAX_NAME_BYTES)
  if (!consistsOf(name, NAME_CHARACTERS)) {
    throw new ProtocolError(field, 'must be letters, digits, dots, dashes and underscores', name)
  }
  return name
}
