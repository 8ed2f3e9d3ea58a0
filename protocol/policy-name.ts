import { every, isDigit, isLetter } from './characters.ts'
import { ProtocolError } from './errors.ts'
import { readText } from './shape.ts'

const MAX_NAME_BYTES = 64

/** Reads the name of an operator, a group or a policy: letters, digits, `.`, `_` and `-`. */
export function readPolicyName(value: unknown, field: string): string {
  const name = readText(value, field, MAX_NAME_BYTES)
  const allowed = (c: number) => isLetter(c) || isDigit(c) || c === 0x2d || c === 0x2e || c === 0x5f
  if (!every(name, allowed)) {
    throw new ProtocolError(field, 'must be letters, digits, dots, dashes and underscores', name)
  }
  return name
}
