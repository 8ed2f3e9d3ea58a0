import { valueFromASTUntyped } from 'graphql'
import { builder } from './builder.ts'

// Their form is checked where they are arguments, so that the message names the argument.

builder.scalarType('AccountId', {
  description: 'A NEAR account: a name, 64 hexadecimal digits, or `0x…`, `0s…`, `0u…`.',
  serialize: String,
  parseValue: readString,
})

builder.scalarType('Hash', {
  description: '32 bytes in base58, as NEAR prints hashes.',
  serialize: String,
  parseValue: readString,
})

builder.scalarType('Nanoseconds', {
  description: 'Nanoseconds since 1970-01-01T00:00Z, decimal. A text, since it passes 2^53.',
  serialize: String,
  parseValue: readString,
})

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
})

function readString(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError(`It must be a text, but is ${value === null ? 'null' : typeof value}.`)
}
