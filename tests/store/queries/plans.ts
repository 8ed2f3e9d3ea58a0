import { CompiledQuery, type Kysely } from 'kysely'

/** What a database does to answer a statement. */
export type Plan = {
  text: string
  /** Tables that are read from one end to the other. */
  scans: string[]
  sorts: boolean
  /** Rows that were looked at; undefined where the database does not count them. */
  rowsRead?: number
}

type Explain = (db: Kysely<never>, statement: CompiledQuery) => Promise<Plan>

// One row each, and what a statement has put together itself.
const SMALL = ['cursor', 'totals', 'deployment_totals', 'stated']

/** SQLite says what it will do. A scan that is in the order asked for and ends with the page is none. */
const explainSqlite: Explain = async (db, { sql, parameters }) => {
  const { rows } = await db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
  )
  const details = rows.map(({ detail }) => detail)
  const sorts = details.some((detail) => detail.includes('USE TEMP B-TREE'))
  const isPage = !sorts && / limit /.test(sql) && (!/ where /.test(sql) || / is null /.test(sql))
  const scans = details
    .filter((detail) => /^SCAN /.test(detail))
    .map((detail) => detail.replace(/^SCAN /, ''))
    .filter((table) => !SMALL.includes(table) && !(isPage && /^\S+( USING .*)?$/.test(table)))
    // What is in force has an index of its own, so nothing is passed over.
    .filter((table) => !/ USING INDEX \w+_in_force$/.test(table))
  return { text: details.join('\n'), scans, sorts }
}

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}

/** PostgreSQL does it, and says how many rows it looked at. */
const explainPostgres: Explain = async (db, { sql, parameters }) => {
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': { Plan: Node }[] }>(
    CompiledQuery.raw(`explain (analyze, format json) ${sql}`, [...parameters]),
  )
  const root = rows[0]?.['QUERY PLAN'][0]?.Plan
  const nodes = root === undefined ? [] : nodesOf(root)
  const reading = nodes.filter((node) => node['Relation Name'] !== undefined)
  return {
    text: JSON.stringify(root, null, 1),
    scans: reading
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name'] as string)
      .filter((table) => !SMALL.includes(table)),
    sorts:
      nodes.some((node) => node['Node Type'].includes('Sort')) &&
      reading.some((node) => !SMALL.includes(node['Relation Name'] ?? '')),
    rowsRead: reading.reduce((sum, node) => sum + rowsOf(node), 0),
  }
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

function rowsOf(node: Node): number {
  const once =
    node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0)
  return once * node['Actual Loops']
}

export const PLANS = { SQLite: explainSqlite, PostgreSQL: explainPostgres }
