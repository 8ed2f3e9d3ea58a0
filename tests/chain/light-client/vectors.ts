import { readFileSync } from 'node:fs'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** A light client block as JSON, as far as tests read it. */
export type BlockJson = JsonObject & {
  inner_lite: JsonObject & {
    height: number
    epoch_id: string
    next_epoch_id: string
    next_bp_hash: string
    block_merkle_root: string
  }
  next_bps?: { account_id: string; public_key: string; stake: string }[]
  approvals_after_next: (string | null)[]
}

export type ProofJson = JsonObject & {
  outcome_proof: JsonObject & { id: string; block_hash: string; outcome: JsonObject; proof: Json[] }
  outcome_root_proof: Json[]
  block_header_lite: JsonObject
  block_proof: Json[]
}

type Vectors = {
  blocks: BlockJson[]
  outcomes: { name: string; blockMerkleRootHex?: string; proof: ProofJson }[]
}

/** Reads the answers of real networks; the file names where they are from. */
export function readVectors(): Vectors {
  const path = new URL('../../vectors/light-client.json', import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')) as Vectors
}
