import { ApiError } from '../errors/errors.ts'

/** Types that can be found again by their id, wherever the id came from. */
export const NODE_TYPES = [
  'Attestation',
  'Builder',
  'Code',
  'Contract',
  'Deployment',
  'Operator',
  'Policy',
  'Recipe',
  'Source',
] as const

export type NodeType = (typeof NODE_TYPES)[number]

export type GlobalId = { type: NodeType; key: string }

// The longest key is an account of 64 characters with a height.
const MAX_LENGTH = 160

/** Writes the id of a node: its type and its key within the type, in base64url. */
export function encodeGlobalId(type: string, key: string | number | bigint): string {
  return Buffer.from(`${type}:${key}`).toString('base64url')
}

/** Reads an id that a client gives; throws an ApiError if none of ours could have been written so. */
export function readGlobalId(text: string, field: string): GlobalId {
  if (text.length <= MAX_LENGTH) {
    const decoded = Buffer.from(text, 'base64url').toString()
    const at = decoded.indexOf(':')
    const type = NODE_TYPES.find((name) => name === decoded.slice(0, at))
    const key = decoded.slice(at + 1)
    // Written anew, so that one node has one id.
    if (type !== undefined && key !== '' && encodeGlobalId(type, key) === text) return { type, key }
  }
  throw new ApiError(
    'INVALID_ARGUMENT',
    `\`${field}\` must be the \`id\` of something that was given before, but is ${JSON.stringify(text.slice(0, 40))}.`,
    { argument: field },
  )
}
