import type { AccountId } from './account-id.ts'
import { every, isDigit, isLetter, isLowerHex } from './characters.ts'
import { type CodeHash, readCodeHash } from './code-hash.ts'
import { ProtocolError } from './errors.ts'
import type { RecipeId } from './recipe.ts'
import { readOneOf, readOptional, readText } from './shape.ts'

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

/** Reads a statement out of an object's fields; throws a ProtocolError naming the field that is wrong. */
export function readStatement(given: Record<string, unknown>, field: string): Statement {
  const at = (name: string) => (field === '' ? name : `${field}.${name}`)
  const outcome = readOneOf(given.outcome, at('outcome'), OUTCOMES)
  const code_hash = readOptional(given.code_hash, (v) => readCodeHash(v, at('code_hash')))
  if (outcome === 'built' && code_hash === null) {
    throw new ProtocolError(at('code_hash'), 'must be given when the outcome is built')
  }
  if (outcome === 'failed' && code_hash !== null) {
    throw new ProtocolError(at('code_hash'), 'must be null when the outcome is failed', code_hash)
  }
  return {
    outcome,
    code_hash,
    platform: readPair(given.platform, at('platform'), MAX_PLATFORM_BYTES),
    network: readOneOf(given.network, at('network'), NETWORK_MODES),
    tool: readPair(given.tool, at('tool'), MAX_TOOL_BYTES),
    log_digest: readOptional(given.log_digest, (v) => readHex32(v, at('log_digest'))),
    provenance: readOneOf(given.provenance, at('provenance'), PROVENANCES),
  }
}

/** Reads a text such as `linux/amd64`: two or three parts of letters, digits, `.`, `_`, `+` and `-`. */
function readPair(value: unknown, field: string, maxBytes: number): string {
  const text = readText(value, field, maxBytes)
  const parts = text.split('/')
  if (
    parts.length < 2 ||
    parts.length > 3 ||
    !parts.every((p) => p !== '' && every(p, isTokenUnit))
  ) {
    throw new ProtocolError(field, 'must be parts of letters, digits, . _ + - joined by /', text)
  }
  return text
}

function isTokenUnit(c: number): boolean {
  return isLetter(c) || isDigit(c) || c === 0x2e || c === 0x5f || c === 0x2b || c === 0x2d
}

function readHex32(value: unknown, field: string): string {
  const text = readText(value, field, 64)
  if (text.length !== 64 || !every(text, isLowerHex)) {
    throw new ProtocolError(field, 'must be 64 lower-case hexadecimal digits', text)
  }
  return text
}
