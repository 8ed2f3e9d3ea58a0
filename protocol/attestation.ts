import type { AccountId } from './account-id.ts'
import { decodeBase58 } from './base58.ts'
import { consistsOf, DIGITS, LETTERS } from './characters.ts'
import { type CodeHash, HASH_BYTES } from './code-hash.ts'
import { ProtocolError, within } from './errors.ts'
import { isHex } from './hex.ts'
import type { RecipeId } from './recipe.ts'
import { readOneOf, readText } from './shape.ts'

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
export const readStatementParts = (given: Record<string, unknown>, field: string): StatementParts =>
  within(field, () => readParts(given))

function readParts(given: Record<string, unknown>): StatementParts {
  const outcome = readOneOf(given.outcome, 'outcome', OUTCOMES)
  const { code_hash = null, log_digest = null } = given
  const codeHash = code_hash === null ? null : decodeBase58(code_hash, HASH_BYTES, 'code_hash')
  if (outcome === 'built' && codeHash === null) {
    throw new ProtocolError('code_hash', 'must be given when the outcome is built')
  }
  if (outcome === 'failed' && codeHash !== null) {
    throw new ProtocolError('code_hash', 'must be null when the outcome is failed', code_hash)
  }
  const statement: Statement = {
    outcome,
    code_hash: code_hash as CodeHash | null,
    platform: readPair(given.platform, 'platform', MAX_PLATFORM_BYTES),
    network: readOneOf(given.network, 'network', NETWORK_MODES),
    tool: readPair(given.tool, 'tool', MAX_TOOL_BYTES),
    log_digest: log_digest === null ? null : readHex32(log_digest, 'log_digest'),
    provenance: readOneOf(given.provenance, 'provenance', PROVENANCES),
  }
  return { statement, codeHash }
}

// What a URL takes as it is.
const PAIR_CHARACTERS = `${LETTERS}${DIGITS}-_.!~*'()/`

/** Reads a text such as `linux/amd64`: two or three parts that a URL takes as they are. */
function readPair(value: unknown, field: string, maxBytes: number): string {
  const text = readText(value, field, maxBytes)
  const slashes = text.split('/').length - 1
  const whole = !`/${text}/`.includes('//')
  if (slashes >= 1 && slashes <= 2 && whole && consistsOf(text, PAIR_CHARACTERS)) return text
  throw new ProtocolError(
    field,
    "must be parts of letters, digits and - _ . ! ~ * ' ( ) joined by one or two /",
    text,
  )
}

function readHex32(value: unknown, field: string): string {
  const text = readText(value, field, 64)
  if (isHex(text, 64)) return text
  throw new ProtocolError(field, 'must be 64 lower-case hexadecimal digits', text)
}
