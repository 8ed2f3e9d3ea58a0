import type { AccountId } from './account-id.ts'
import { decodeBase58 } from './base58.ts'
import { type CodeHash, HASH_BYTES } from './code-hash.ts'
import { ProtocolError } from './errors.ts'
import { isHex } from './hex.ts'
import type { RecipeId } from './recipe.ts'
import { readOneOf, readOptional, readText } from './shape.ts'
import { anyText, type TextRules } from './text-rules.ts'

export const OUTCOMES = ['built', 'failed'] as const
/** What the build could reach: nothing; the network while fetching and nothing while building; the network throughout. */
export const NETWORK_MODES = ['none', 'fetch_then_none', 'online'] as const
/** Who states the recipe: the contract's own metadata, or the builder. */
export const PROVENANCES = ['onchain', 'submitter'] as const

export type Outcome = (typeof OUTCOMES)[number]
export type NetworkMode = (typeof NETWORK_MODES)[number]
export type Provenance = (typeof PROVENANCES)[number]

/** What a builder states about one recipe. */
export type Statement = {
  outcome: Outcome
  /** Given exactly when the outcome is `built`. */
  code_hash: CodeHash | null
  /** `os/architecture`, for example `linux/amd64`. */
  platform: string
  network: NetworkMode
  /** `name/version` of the program that ran the build. */
  tool: string
  /** sha256 of the build log, 64 lower-case hexadecimal digits. */
  log_digest: string | null
  provenance: Provenance
}

/** A statement with who made it and when. */
export type Attestation = Statement & {
  builder: AccountId
  recipe_id: RecipeId
  /** Number of the registry's event that recorded it; also the attestation's id. */
  seq: number
  block_height: number
  /** Nanoseconds since 1970, decimal. */
  timestamp: string
}

export const STATEMENT_FIELDS = [
  'outcome',
  'code_hash',
  'platform',
  'network',
  'tool',
  'log_digest',
  'provenance',
] as const

// `linux/amd64` and `countersign/1.0.0` with room to spare; they are stored on chain.
const MAX_PLATFORM_BYTES = 32
const MAX_TOOL_BYTES = 64

/** A statement that was read, with the bytes of its code hash. */
export type StatementParts = { statement: Statement; codeHash: Uint8Array | null }

/** Reads a statement out of an object's fields; throws a ProtocolError naming the field that is wrong. */
export function readStatement(given: Record<string, unknown>, field: string): Statement {
  return readStatementParts(given, field).statement
}

/** Reads a statement as readStatement does, and keeps the bytes of its code hash. */
export function readStatementParts(
  given: Record<string, unknown>,
  field: string,
  rules: TextRules = anyText,
): StatementParts {
  const at = (name: string) => (field === '' ? name : `${field}.${name}`)
  const outcome = readOneOf(given.outcome, at('outcome'), OUTCOMES)
  const codeHash = readOptional(given.code_hash, (v) =>
    decodeBase58(v, HASH_BYTES, at('code_hash')),
  )
  if (outcome === 'built' && codeHash === null) {
    throw new ProtocolError(at('code_hash'), 'must be given when the outcome is built')
  }
  if (outcome === 'failed' && codeHash !== null) {
    throw new ProtocolError(
      at('code_hash'),
      'must be null when the outcome is failed',
      given.code_hash,
    )
  }
  const statement: Statement = {
    outcome,
    code_hash: codeHash === null ? null : (given.code_hash as CodeHash),
    platform: readPair(given.platform, at('platform'), MAX_PLATFORM_BYTES, rules),
    network: readOneOf(given.network, at('network'), NETWORK_MODES),
    tool: readPair(given.tool, at('tool'), MAX_TOOL_BYTES, rules),
    log_digest: readOptional(given.log_digest, (v) => readHex32(v, at('log_digest'), rules)),
    provenance: readOneOf(given.provenance, at('provenance'), PROVENANCES),
  }
  return { statement, codeHash }
}

/** Reads a text such as `linux/amd64`: two or three parts that a URL takes as they are. */
function readPair(value: unknown, field: string, maxBytes: number, rules: TextRules): string {
  const text = readText(value, field, maxBytes, rules)
  const parts = text.split('/')
  // encodeURIComponent leaves letters, digits and - _ . ! ~ * ' ( ) as they are, and says so in native code.
  const plain = (part: string) => part !== '' && encodeURIComponent(part) === part
  if (parts.length < 2 || parts.length > 3 || !parts.every(plain)) {
    throw new ProtocolError(
      field,
      "must be parts of letters, digits and - _ . ! ~ * ' ( ) joined by one or two /",
      text,
    )
  }
  return text
}

function readHex32(value: unknown, field: string, rules: TextRules): string {
  const text = readText(value, field, 64, rules)
  if (!isHex(text, 64)) {
    throw new ProtocolError(field, 'must be 64 lower-case hexadecimal digits', text)
  }
  return text
}
