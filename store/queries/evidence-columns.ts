import type { Evidence } from '../../protocol/evidence.ts'

/** Columns of a statement `a` and its recipe `r` that a verdict needs. */
export const EVIDENCE_COLUMNS = [
  'a.seq',
  'a.builder',
  'a.recipe_id',
  'a.outcome',
  'a.code_hash',
  'a.platform',
  'a.network',
  'a.tool',
  'a.log_digest',
  'a.provenance',
  'a.block_height',
  'a.timestamp',
  'a.ended_by',
  'r.source_id',
  'r.environment',
] as const

/** Makes evidence of a row with these columns. */
export function toEvidence({
  ended_by,
  ...statement
}: Evidence & { ended_by: 'superseded' | 'withdrawn' | null }): Evidence {
  return ended_by === 'withdrawn' ? { ...statement, withdrawn: true } : statement
}
