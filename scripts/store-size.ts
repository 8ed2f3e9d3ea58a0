// Prints how many bytes an attestation takes in a SQLite mirror, at each version of the schema, as JSON: `node scripts/store-size.ts`.
// Made-up recipes of 600 bytes, each attested by three builders, every statement in a block and a transaction of its own.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { encodeBase58 } from '../protocol/base58.ts'
import { migrationsFor } from '../store/migrations/index.ts'
import { sqliteDialect } from '../store/sqlite/dialect.ts'
import { SQLITE_TYPES } from '../store/sqlite/open.ts'

const RECIPES = 3_000
const BUILDERS = 3
const RECIPE_BYTES = 600

type Row = Record<string, string | number | null>

const hash = (text: string): string =>
  encodeBase58(createHash('sha256').update(text).digest() as Uint8Array)

const hex = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Writes a recipe's canonical form, with a build command as long as it takes. */
function recipeText(n: number): string {
  const text = (flags: string) =>
    `{"build_command":["cargo","near","build","non-reproducible-wasm","--locked","--features=${flags}"],"build_environment":"sourcescan/cargo-near:0.13.${n % 9}-rust-1.85.0@sha256:${hex('image')}","contract_path":"contracts/token","link":"https://github.com/team-${n}/contract/tree/${hex(`commit ${n}`).slice(0, 40)}","output_wasm_path":null,"source_code_snapshot":"git+https://github.com/team-${n}/contract?rev=${hex(`commit ${n}`).slice(0, 40)}"}`
  return text('x'.repeat(RECIPE_BYTES - text('').length))
}

/** Makes the rows of one recipe as version 1 of the schema had them. */
function rowsOf(n: number): Record<'sources' | 'recipes' | 'events' | 'attestations', Row[]> {
  const recipe_id = hash(`recipe ${n}`)
  const source_id = hash(`source ${n}`)
  const canonical_json = recipeText(n)
  const statements = Array.from({ length: BUILDERS }, (_, b) => {
    const seq = n * BUILDERS + b + 1
    const block_height = 150_000_000 + seq * 40
    const timestamp = String(1_750_000_000_000_000_000n + BigInt(seq) * 24_000_000_000n)
    const said = {
      builder: `builder-${b}.near`,
      recipe_id,
      outcome: 'built',
      code_hash: hash(`code ${n}`),
      platform: 'linux/amd64',
      network: 'fetch_then_none',
      tool: 'countersign/1.0.0',
      log_digest: hex(`log ${seq}`),
      provenance: 'onchain',
    }
    const { outcome, ...rest } = said
    const data = `{"seq":${seq},"block_height":${block_height},"timestamp":"${timestamp}",${JSON.stringify({ ...rest, outcome }).slice(1, -1)},"recipe":${canonical_json}}`
    const event = {
      seq,
      event_json: `{"standard":"countersign","version":"1.0.0","event":"attest","data":[${data}]}`,
      kind: 'attest',
      head: hash(`head ${seq}`),
      block_height,
      block_hash: hash(`block ${seq}`),
      timestamp,
      tx_hash: hash(`transaction ${seq}`),
      receipt_id: hash(`receipt ${seq}`),
      log_index: 0,
    }
    const attestation = {
      seq,
      ...said,
      block_height,
      timestamp,
      ended_by_seq: null,
      ended_by: null,
    }
    return { event, attestation }
  })
  const commit = hex(`commit ${n}`).slice(0, 40)
  const repository = `https://github.com/team-${n}/contract`
  return {
    sources: [{ source_id, repository, commit, path: 'contracts/token' }],
    recipes: [{ recipe_id, canonical_json, source_id, environment: hex('image') }],
    events: statements.map(({ event }) => event),
    attestations: statements.map(({ attestation }) => attestation),
  }
}

const folder = mkdtempSync(join(tmpdir(), 'countersign-size-'))
try {
  const file = join(folder, 'mirror.sqlite')
  const connection = new Sqlite(file)
  const db = new Kysely<Record<string, Row>>({ dialect: sqliteDialect(connection) })
  const migrations = migrationsFor(SQLITE_TYPES)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const bytes: Record<string, number> = {}
  for (const [i, name] of Object.keys(migrations).entries()) {
    const { error } = await migrator.migrateTo(name)
    if (error !== undefined) throw error
    if (i === 0) {
      for (let n = 0; n < RECIPES; n++) {
        for (const [table, rows] of Object.entries(rowsOf(n))) {
          await db.insertInto(table).values(rows).execute()
        }
      }
    }
    connection.exec('vacuum')
    bytes[name] = Math.round(statSync(file).size / (RECIPES * BUILDERS))
  }
  await db.destroy()
  const said = { attestations: RECIPES * BUILDERS, recipeBytes: RECIPE_BYTES, builders: BUILDERS }
  console.log(JSON.stringify({ ...said, bytesPerAttestation: bytes }))
} finally {
  rmSync(folder, { recursive: true })
}
