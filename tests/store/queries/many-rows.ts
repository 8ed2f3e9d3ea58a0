import {
  type AttestationRow,
  type Database,
  type DeploymentRow,
  type GlobalCodeRow,
  type OperatorRow,
  type PolicyRow,
  writeBatch,
} from '../../../store/index.ts'
import { rowParts } from '../../../store/row-parts.ts'
import { attestation, batch, deployment, event, globalCode } from '../rows.ts'

// Something of which there is much, in every column that a query asks by: what a plan must not read all of.
export const BUSY = {
  builder: 'busy.near',
  recipe: 'recipe 0',
  code: 'code 0',
  source: 'source of recipe 0',
  environment: 'image of busy',
  repository: 'https://example.org/busy/contract',
  commit: 'b'.repeat(40),
  owner: 'busy-dao.near',
  policy: 'main',
  digest: 'digest of busy',
  operator: 'busy-operator.near',
  account: 'busy-account.near',
  globalOwner: 'busy-library.near',
}

/** Statements: half of them by one builder, a tenth on one recipe, and some that differ from others'. */
function statements(count: number) {
  const rows: AttestationRow[] = []
  const attestationEndings: { seq: number; ended_by_seq: number; ended_by: 'superseded' }[] = []
  const live = new Map<string, number>()
  const recipes = Math.ceil(count / 20) * 3
  for (let seq = 1; seq <= count; seq++) {
    const n = seq % 10 === 0 ? 0 : seq % recipes
    const builder = n === 0 ? `b${seq % 200}.near` : seq % 2 === 0 ? `b${seq}.near` : BUSY.builder
    const recipe_id = `recipe ${n}`
    const code_hash =
      seq % 7 === 0 ? null : n % 3 === 0 ? `code ${Math.floor(seq / recipes) % 2}` : `code ${n}`
    const key = `${builder} ${recipe_id}`
    const earlier = live.get(key)
    if (earlier !== undefined) {
      attestationEndings.push({ seq: earlier, ended_by_seq: seq, ended_by: 'superseded' })
    }
    live.set(key, seq)
    rows.push(attestation(seq, { builder, recipe_id, code_hash }))
  }
  return { rows, attestationEndings }
}

/** Writes made-up rows into every table: so many statements, and a fraction of that of everything else. */
export async function writeManyRows(db: Database, count: number): Promise<void> {
  const { rows, attestationEndings } = statements(count)
  const { sources, recipes, events, ...rest } = batch(rows, { attestationEndings })
  const half = (i: number) => i % 2 === 0
  const others = Math.ceil(count / 10)
  const policies = Array.from({ length: others }, (_, i): PolicyRow => policy(count + i + 1, i))
  await writeBatch(db, {
    ...rest,
    events: [
      ...events.map((row) => ({ ...row, tx_hash: `Tx${row.seq}x`.padEnd(44, '7') })),
      ...policies.map(({ seq }) => event(seq, { kind: 'policy_set' })),
    ],
    sources: sources.map((row, i) => ({
      ...row,
      repository: half(i) ? BUSY.repository : `https://example.org/team-${i}/contract`,
      commit: half(i) ? BUSY.commit : String(i).padStart(40, '0'),
    })),
    recipes: recipes.map((row, i) => ({
      ...row,
      source_id: i % 4 === 0 ? BUSY.source : row.source_id,
      environment: half(i) ? BUSY.environment : row.environment,
    })),
    policies,
    operators: new Map(
      Array.from({ length: others }, (_, i) => [`a${i}.near`, operator(count + i, i)]),
    ),
    deployments: Array.from({ length: others }, (_, i) => deploymentOf(i)),
    globalCodes: Array.from({ length: others }, (_, i) => globalCodeOf(i)),
    watched: Array.from({ length: others }, (_, i) => ({
      account_id: `a${i}.near`,
      since_height: 1,
      reason: 'asked' as const,
    })),
  })
  // More than statements would lead to.
  const conflicts = Array.from({ length: others }, (_, i) => ({
    since_seq: 10 * count + i,
    recipe_id: i % 2 === 0 ? BUSY.recipe : `recipe ${i}`,
    until_seq: i % 2 === 0 ? 10 * count + i + 1 : null,
  }))
  for (const rows of rowParts(conflicts)) await db.insertInto('conflicts').values(rows).execute()
}

function policy(seq: number, i: number): PolicyRow {
  return {
    seq,
    owner: i % 2 === 0 ? BUSY.owner : `dao-${i}.near`,
    name: i % 4 === 0 ? BUSY.policy : `policy-${i}`,
    policy_version: i + 1,
    digest: i % 3 === 0 ? BUSY.digest : `digest ${i}`,
    policy_json: '{"anyone":1}',
    block_height: 100 + seq,
    timestamp: '1',
    // Of the busy policy only the last version is in force.
    ended_by_seq: i % 4 === 0 ? seq + 4 : null,
    ended_by: i % 4 === 0 ? 'superseded' : null,
  }
}

function operator(seq: number, i: number): OperatorRow {
  return {
    account: `a${i}.near`,
    operator: i % 2 === 0 ? BUSY.operator : `operator-${i}.near`,
    seq,
    block_height: 1,
    timestamp: '1',
  }
}

function deploymentOf(i: number): DeploymentRow {
  if (i % 4 === 0) {
    return deployment(BUSY.account, 10 + i, { code_hash: `code ${i}`, until_height: 14 + i })
  }
  const running = i % 8 < 4
  if (i % 4 === 1) {
    const global = { kind: 'global_account', code_hash: null, owner: BUSY.globalOwner } as const
    return deployment(`a${i}.near`, 10, global)
  }
  return deployment(`a${i}.near`, 10 + i, {
    code_hash: i % 4 === 2 ? BUSY.code : `code ${i}`,
    until_height: running ? null : 20 + i,
  })
}

function globalCodeOf(i: number): GlobalCodeRow {
  return globalCode(i % 2 === 0 ? BUSY.globalOwner : `library-${i}.near`, 10 + i, {
    code_hash: i % 4 < 2 ? BUSY.code : `code ${i}`,
    until_height: i % 2 === 0 ? 12 + i : null,
  })
}
