import { readStatementParts, STATEMENT_FIELDS, type Statement } from '../protocol/attestation.ts'
import { encodeBase58 } from '../protocol/base58.ts'
import { attestEventJson, type Recorded } from '../protocol/event.ts'
import { bytesToHex, hexToBytes } from '../protocol/hex.ts'
import { hashRecipe, type RecipeParts, readRecipeParts } from '../protocol/recipe.ts'
import { sourceIdBytes } from '../protocol/source.ts'
import { hostHasher } from './host.ts'
import type { AttestationRecord } from './state/attestation-record.ts'
import { readAttestation, writeAttestation } from './state/attestations.ts'

/** A recipe and what the caller states about it, read from arguments. */
export type Entry = {
  id: Uint8Array
  recipe_id: string
  parts: RecipeParts
  statement: Statement
  codeHash: Uint8Array | null
}

export const ENTRY_FIELDS = ['recipe', ...STATEMENT_FIELDS]

/** Reads an entry; `field` is its path in the arguments, empty where they are the entry themselves. */
export function readEntry(given: Record<string, unknown>, field: string): Entry {
  const recipe = field === '' ? 'recipe' : `${field}.recipe`
  const parts = readRecipeParts(given.recipe, recipe)
  const id = hashRecipe(parts.canonical, hostHasher)
  const { statement, codeHash } = readStatementParts(given, field)
  return { id, recipe_id: encodeBase58(id), parts, statement, codeHash }
}

/** Stores an entry as the builder's live attestation on its recipe; returns its event as JSON. */
export function storeEntry(entry: Entry, builder: string, recorded: Recorded): string {
  const { id, recipe_id, parts, statement, codeHash } = entry
  const previous = readAttestation(id, builder)
  const { log_digest } = statement
  // Without spreading, which costs on chain what half a record does.
  writeAttestation(id, builder, {
    outcome: statement.outcome,
    network: statement.network,
    provenance: statement.provenance,
    platform: statement.platform,
    tool: statement.tool,
    seq: recorded.seq,
    block_height: recorded.block_height,
    timestamp: BigInt(recorded.timestamp),
    last_built: codeHash ?? previous?.last_built ?? null,
    source_id: sourceIdBytes(parts.source, hostHasher),
    environment: hexToBytes(parts.environment),
    log_digest: log_digest === null ? null : hexToBytes(log_digest),
    equivocated: previous !== null && equivocates(previous, codeHash),
  })
  return attestEventJson(recorded, { builder, recipe_id }, statement, parts.canonical)
}

function equivocates(previous: AttestationRecord, hash: Uint8Array | null): boolean {
  if (previous.equivocated) return true
  if (previous.last_built === null || hash === null) return false
  return bytesToHex(previous.last_built) !== bytesToHex(hash)
}
