import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Live } from '../../../indexer/projection/live.ts'
import { project } from '../../../indexer/projection/project.ts'
import type { CheckedEvent } from '../../../indexer/registry-events.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'
import { type AttestData, attestEventJson } from '../../../protocol/event.ts'
import { appendEvent, type ChainHead, emptyChain } from '../../../protocol/hash-chain.ts'
import type { Hasher } from '../../../protocol/hasher.ts'
import { canonicalRecipe, type Recipe, recipeId } from '../../../protocol/recipe.ts'
import { type BlockRow, type Database, openStore, writeBatch } from '../../../store/index.ts'

// A mirror of any size in which each contract has a recipe and a code of its own and three of 64 builders attest it: what grows is
// the number of contracts, as it does on a network, and not what there is to say about one of them.

const BUILDERS = 64
export const PER_CONTRACT = 3
const CONTRACTS_PER_BATCH = 1_000
// Hashes come in no order, so each batch changes pages all over its indexes, and each transaction writes every changed page twice: with a
// transaction a batch, ten million attestations would write a terabyte.
const BATCHES_PER_TRANSACTION = 300
/** Kibibytes of changed pages that SQLite may hold until a transaction ends. */
const CACHE_KIB = 8_000_000

/** Node's own sha256: the portable one would be most of the time of the largest mirror. */
const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  utf8: (text) => Buffer.from(text),
}

export const codeOf = (contract: number): string => hashOf(`code ${contract}`)
export const accountOf = (contract: number): string => `app${contract}.near`
export const builderOf = (contract: number, which: number): string =>
  `builder${(contract * 7 + which * 11) % BUILDERS}.near`

const hashOf = (text: string): string => encodeBase58(hasher.sha256(hasher.utf8(text)))

/** Writes a mirror with so many attestations, through the indexer's projection. */
export async function writeLargeMirror(
  database: string,
  attestations: number,
  onProgress: (written: number) => void = () => {},
): Promise<void> {
  const store = await openStore({ database, mode: 'write' })
  try {
    if (!database.startsWith('postgres')) {
      await sql`pragma cache_size = ${sql.lit(-CACHE_KIB)}`.execute(store.db)
    }
    const contracts = Math.ceil(attestations / PER_CONTRACT)
    const perTransaction = CONTRACTS_PER_BATCH * BATCHES_PER_TRANSACTION
    let chain = emptyChain()
    for (let from = 0; from < contracts; from += perTransaction) {
      const to = Math.min(contracts, from + perTransaction)
      chain = await store.db
        .transaction()
        .execute((transaction) => writeContracts(transaction, { from, to, chain }, onProgress))
    }
  } finally {
    await store.close()
  }
}

/** Writes the contracts between two numbers in batches; returns the head after their events. */
async function writeContracts(
  db: Database,
  { from, to, chain: before }: { from: number; to: number; chain: ChainHead },
  onProgress: (written: number) => void,
): Promise<ChainHead> {
  let chain = before
  for (let first = from; first < to; first += CONTRACTS_PER_BATCH) {
    const end = Math.min(to, first + CONTRACTS_PER_BATCH)
    const blocks = Array.from({ length: end - first }, (_, i) => blockOf(first + i))
    const events: CheckedEvent[] = []
    for (let contract = first; contract < end; contract++) {
      chain = addEvents(events, contract, chain)
    }
    const { height, hash, timestamp } = blocks.at(-1) as BlockRow
    await writeBatch(db, {
      // Nobody attests twice here, so nothing has to be looked up.
      ...project(events, new Map() as Live, hasher),
      blocks,
      cursor: {
        network: 'localnet',
        registry: 'registry.near',
        height,
        block_hash: hash,
        timestamp,
        seq: chain.seq,
        head: encodeBase58(chain.head),
      },
    })
    onProgress(chain.seq)
  }
  return chain
}

/** Adds a contract's events, all of one block. */
function addEvents(events: CheckedEvent[], contract: number, before: ChainHead): ChainHead {
  let chain = before
  const { height, timestamp } = blockOf(contract)
  const recipe = recipeOf(contract)
  const canonical = canonicalRecipe(recipe)
  const recipe_id = recipeId(recipe, hasher)
  const code_hash = codeOf(contract)
  for (let which = 0; which < PER_CONTRACT; which++) {
    const seq = chain.seq + 1
    const data: AttestData = {
      seq,
      block_height: height,
      timestamp,
      builder: builderOf(contract, which),
      recipe_id,
      outcome: 'built',
      code_hash,
      platform: 'linux/amd64',
      network: 'fetch_then_none',
      tool: 'countersign/1.0.0',
      log_digest: hex(`log ${seq}`),
      provenance: 'onchain',
      recipe,
    }
    // As the registry writes it.
    const event_json = attestEventJson(data, data, data, canonical)
    chain = appendEvent(chain, event_json, hasher)
    const row = {
      seq,
      event_json,
      kind: 'attest' as const,
      head: encodeBase58(chain.head),
      block_height: height,
      tx_hash: hashOf(`transaction ${seq}`),
      receipt_id: hashOf(`receipt ${seq}`),
      log_index: 0,
    }
    events.push({ event: { event: 'attest', data }, row })
  }
  return chain
}

function blockOf(contract: number): BlockRow {
  const height = 100_000_000 + contract
  const timestamp = String(1_700_000_000_000_000_000n + BigInt(contract) * 600_000_000n)
  return { height, hash: hashOf(`block ${height}`), timestamp }
}

/** A recipe of some 600 bytes, as those of cargo-near are. */
function recipeOf(contract: number): Recipe {
  const name = `contract-${contract}`
  return {
    build_environment: `sourcescan/cargo-near:0.13.4-rust-1.85.0@sha256:${hex(`image ${contract % 20}`)}`,
    build_command: ['cargo', 'near', 'build', 'non-reproducible-wasm', '--locked'],
    contract_path: `contracts/${name}`,
    source_code_snapshot: `git+https://github.example/team-${contract % 5_000}/${name}?rev=${hex(name).slice(0, 40)}`,
    output_wasm_path: `/home/near/code/target/near/contract_${contract}/contract_${contract}.wasm`,
    link: null,
  }
}

function hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
