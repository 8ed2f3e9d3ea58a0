import type { KyselyPlugin } from 'kysely'
import type { Live } from '../../indexer/projection/live.ts'
import { project } from '../../indexer/projection/project.ts'
import type { CheckedEvent } from '../../indexer/registry-events.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { Statement } from '../../protocol/attestation.ts'
import { encodeBase58 } from '../../protocol/base58.ts'
import { eventJson, type RegistryEvent } from '../../protocol/event.ts'
import { appendEvent, emptyChain } from '../../protocol/hash-chain.ts'
import { type Policy, policyDigest } from '../../protocol/policy.ts'
import { readPolicyId } from '../../protocol/policy-id.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type Recipe, recipeId } from '../../protocol/recipe.ts'
import { type DeploymentBatch, openStore, type Store } from '../../store/index.ts'
import { writeBatch } from '../../store/write-batch.ts'

/** A hash that a text stands for, in base58. */
export const hashOf = (text: string): string =>
  encodeBase58(portableHasher.sha256(portableHasher.utf8(text)))

/** A recipe whose commit and image differ from those of any other name. */
export function recipeOf(name: string, image = 'img'): Recipe {
  const hex = (text: string) =>
    Buffer.from(portableHasher.sha256(portableHasher.utf8(text))).toString('hex')
  return {
    build_environment: `registry.example/${image}@sha256:${hex(image)}`,
    build_command: ['npm', 'run', 'build'],
    contract_path: 'contract',
    source_code_snapshot: `git+https://example.org/${name}.git?rev=${hex(name).slice(0, 40)}`,
    output_wasm_path: '/home/near/code/out.wasm',
    link: null,
  }
}

export const idOf = (recipe: Recipe): string => recipeId(recipe, portableHasher)

const STATEMENT: Omit<Statement, 'outcome' | 'code_hash'> = {
  platform: 'linux/amd64',
  network: 'none',
  tool: 'countersign/1.0.0',
  log_digest: null,
  provenance: 'onchain',
}

/** What somebody does at the registry; the rest of the event is made up around it. */
export type Deed =
  | { attest: AccountId; recipe: Recipe; got: string | null; network?: Statement['network'] }
  | { withdraw: AccountId; recipe: Recipe }
  | { declare: AccountId; operator: AccountId | null }
  | { set: `${string}/${string}`; version: number; policy: Policy }
  | { remove: `${string}/${string}`; version: number }

/** Nanoseconds at the block of height 0, and from one block to the next. */
const GENESIS = 1_700_000_000_000_000_000n
const BLOCK_TIME = 600_000_000n

const timestampOf = (height: number): string => String(GENESIS + BigInt(height) * BLOCK_TIME)

export type TestMirror = {
  store: Store
  /** Records the deeds in the next block, as the indexer would. */
  record(...deeds: Deed[]): Promise<void>
  /** Goes on to a height without events. */
  advanceTo(height: number): Promise<void>
  /** Writes what accounts came to run in the next block. */
  deploy(changes: DeploymentBatch): Promise<void>
  /** Begins to count the queries that name a table; returns what tells how many there were. */
  countQueries(table: string): () => number
}

/** Opens a new database and fills it through the indexer's own projection. */
export async function createTestMirror(file = ':memory:'): Promise<TestMirror> {
  const opened = await openStore({ database: file, mode: 'write' })
  const queries: string[] = []
  const store = { ...opened, db: opened.db.withPlugin(recordingIn(queries)) }
  const live: Live = new Map()
  let chain = emptyChain()
  let height = 100

  const write = async (events: CheckedEvent[], changes: DeploymentBatch = {}) => {
    const rows = project(events, live, portableHasher)
    const cursor = {
      network: 'localnet',
      registry: 'registry.near',
      height,
      block_hash: hashOf(`block ${height}`),
      timestamp: timestampOf(height),
      seq: chain.seq,
      head: encodeBase58(chain.head),
    }
    const block = { height, hash: cursor.block_hash, timestamp: cursor.timestamp }
    const isHeld = events.length > 0 || Object.keys(changes).length > 0
    await writeBatch(store.db, { ...rows, ...changes, blocks: isHeld ? [block] : [], cursor })
  }

  return {
    store,
    async record(...deeds) {
      height += 1
      const events = deeds.map((deed, i): CheckedEvent => {
        const recorded = {
          seq: chain.seq + 1,
          block_height: height,
          timestamp: timestampOf(height),
        }
        const event = toEvent(deed, recorded)
        const event_json = eventJson(event)
        chain = appendEvent(chain, event_json, portableHasher)
        const row = {
          seq: recorded.seq,
          event_json,
          kind: event.event,
          head: encodeBase58(chain.head),
          block_height: height,
          tx_hash: null,
          receipt_id: hashOf(`receipt ${recorded.seq}`),
          log_index: i,
        }
        return { event, row }
      })
      await write(events)
    },
    async advanceTo(next) {
      height = next
      await write([])
    },
    async deploy(changes) {
      height += 1
      await write([], changes)
    },
    countQueries(table) {
      const from = queries.length
      return () => queries.slice(from).filter((query) => query.includes(`"name":"${table}"`)).length
    },
  }
}

/** Writes down the syntax trees of all queries. */
const recordingIn = (queries: string[]): KyselyPlugin => ({
  transformQuery({ node }) {
    if (node.kind === 'SelectQueryNode') queries.push(JSON.stringify(node))
    return node
  },
  transformResult: async ({ result }) => result,
})

type Recorded = { seq: number; block_height: number; timestamp: string }

function toEvent(deed: Deed, recorded: Recorded): RegistryEvent {
  if ('attest' in deed) {
    const { attest: builder, recipe, got, network = 'none' } = deed
    const result =
      got === null
        ? { outcome: 'failed' as const, code_hash: null }
        : { outcome: 'built' as const, code_hash: got }
    const data = { builder, recipe_id: idOf(recipe), ...STATEMENT, ...result, network, recipe }
    return { event: 'attest', data: { ...recorded, ...data } }
  }
  if ('withdraw' in deed) {
    const { withdraw: builder, recipe } = deed
    const data = { builder, recipe_id: idOf(recipe), reason: null }
    return { event: 'withdraw', data: { ...recorded, ...data } }
  }
  if ('set' in deed) {
    const { policy, version: policy_version } = deed
    const digest = policyDigest(policy, portableHasher)
    const data = { ...readPolicyId(deed.set), policy_version, digest, policy }
    return { event: 'policy_set', data: { ...recorded, ...data } }
  }
  if ('remove' in deed) {
    const data = { ...readPolicyId(deed.remove), policy_version: deed.version }
    return { event: 'policy_removed', data: { ...recorded, ...data } }
  }
  const { declare: account, operator } = deed
  return { event: 'operator_set', data: { ...recorded, account, operator } }
}
