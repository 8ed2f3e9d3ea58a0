import type { Audit, Finding } from '../../indexer/index.ts'

export type Conclusion = 'ok' | 'differs' | 'unanswered'

/** Says what an audit comes to: what differs counts more than what could not be found out. */
export function conclusionOf({ findings, chain }: Audit): Conclusion {
  if (findings.length > 0 || chain?.confirmed === false) return 'differs'
  return chain?.confirmed === null ? 'unanswered' : 'ok'
}

/** The result as documented JSON (docs/operate.md). */
export function auditJson(audit: Audit) {
  const { cursor, rows, seq, head, tablesCompared, findings, more, chain } = audit
  return {
    result: conclusionOf(audit),
    network: cursor.network,
    registry: cursor.registry,
    height: cursor.height,
    blockHash: cursor.block_hash,
    seq,
    head,
    rows,
    tablesCompared,
    registryConfirms: chain?.confirmed ?? null,
    registrySaid: chain?.said ?? null,
    behind: chain?.behind ?? null,
    differences: findings,
    more,
  }
}

const HEADS: Readonly<Record<Conclusion, string>> = {
  ok: 'OK',
  differs: 'DIFFERS',
  unanswered: 'NOT CONFIRMED',
}

/** The result for people: the answer first. */
export function auditText(audit: Audit): string {
  const { cursor, rows, seq, head, findings, more, chain, tablesCompared } = audit
  const lines: [string, string][] = [
    ...Object.entries(rows).map(([name, count]): [string, string] => [
      name,
      count.toLocaleString('en'),
    ]),
    ['head', `${head} after event ${seq.toLocaleString('en')}`],
    ['block', `${cursor.height.toLocaleString('en')} ${cursor.block_hash}`],
    ['registry', chain?.said ?? 'not asked; --rpc <network> asks it'],
    ...(chain?.behind ? ([['behind', behindText(chain.behind)]] as [string, string][]) : []),
  ]
  return [
    `${HEADS[conclusionOf(audit)]}  ${cursor.registry} on ${cursor.network}`,
    ...lines.map(([name, text]) => `  ${name.padEnd(12)}  ${text}`),
    ...(findings.length > 0 ? ['', ...findings.map(findingText)] : []),
    ...(more > 0 ? [`and ${more.toLocaleString('en')} more`] : []),
    ...(tablesCompared
      ? []
      : ['The tables were not compared: an event is missing or cannot be read.']),
  ].join('\n')
}

const behindText = (n: number): string =>
  `the mirror has not seen ${n.toLocaleString('en')} ${n === 1 ? 'event' : 'events'} of the registry yet`

// Enough of a long value to find it.
const SHOWN_CHARACTERS = 120

/** Says what differs in one line: the table, the key, the column, and the two values or what is wrong. */
export function findingText({ table, key, column, stored, computed, problem }: Finding): string {
  const what = [table, String(key), column].filter((part) => part !== null).join(' ')
  if (problem !== undefined) return `${what}: ${problem}`
  if (column === null && stored === null) return `${what}: is missing`
  if (column === null && computed === null) return `${what}: should not be there`
  return `${what}: stored ${shown(stored)}, computed ${shown(computed)}`
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
}
