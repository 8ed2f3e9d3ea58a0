import type { Row } from './compare.ts'

/** Why a cost is another one on devnet. */
export const REASONS: Readonly<Record<string, string>> = {
  TOUCHING_TRIE_NODE:
    'devnet has no trie whose nodes it could count and takes 9 for each key that a call uses first, about what mainnet has; the published network had a few accounts, and 2 to 5 nodes',
  READ_CACHED_TRIE_NODE:
    'the same: 9 nodes for a key that the call has used before; the published network also counts those that keys share',
  WASM_INSTRUCTION:
    'ours are shorter programs: they parse no JSON, serialise nothing and allocate nothing. The turns of the calculation are the same 19 instructions; what Rust does beside them is 2.3 to 2.4 Ggas a call',
  execute: 'the sum of what is above',
  total: 'the sum of what is above',
}

/** Writes the comparison as a table in Markdown: a line for each cost, a column for each call; where devnet has another figure it comes second, with its share. */
export function toTable(rows: readonly Row[]): string {
  const cases = [...new Set(rows.map((row) => row.case))]
  const costs = [...new Set(rows.map(({ cost }) => cost))].toSorted(byPlace)
  const lines = costs.map((cost) => {
    const cells = cases.map((title) => cell(rows, title, cost))
    return `| ${cost} | ${cells.join(' | ')} |`
  })
  return [
    `| Ggas | ${cases.join(' | ')} |`,
    `|---|${cases.map(() => '---').join('|')}|`,
    ...lines,
  ].join('\n')
}

/** Writes why costs deviate, those that do, as a table in Markdown. */
export function toReasons(rows: readonly Row[]): string {
  const deviating = rows.filter(({ published, devnet }) => published !== devnet)
  const costs = [...new Set(deviating.map(({ cost }) => cost))].toSorted(byPlace)
  const lines = costs.map((cost) => `| ${cost} | ${REASONS[cost] ?? 'not known'} |`)
  return ['| deviates | because |', '|---|---|', ...lines].join('\n')
}

const FIRST = ['convert']
const LAST = ['execute', 'refund', 'total']

/** In the order of a call: conversion, the costs by name, and the sums. */
function byPlace(a: string, b: string): number {
  const place = (cost: string): number =>
    FIRST.includes(cost) ? 0 : LAST.includes(cost) ? 2 + LAST.indexOf(cost) : 1
  if (place(a) !== place(b)) return place(a) - place(b)
  return a < b ? -1 : 1
}

function cell(rows: readonly Row[], title: string, cost: string): string {
  const row = rows.find((one) => one.case === title && one.cost === cost)
  if (!row) return ''
  const { published, devnet } = row
  if (published === devnet) return text(published)
  return `${text(published)} → ${text(devnet)} (${(devnet / published).toFixed(2)})`
}

function text(ggas: number): string {
  return ggas.toLocaleString('en-US', { maximumFractionDigits: 2 })
}
