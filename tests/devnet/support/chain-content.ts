import type { Block } from '../../../devnet/chain/types.ts'
import type { Node } from '../../../devnet/index.ts'
import { blockMessage } from '../../../devnet/neardata/block-message.ts'
import { sha256 } from '../../../devnet/primitives/hash.ts'
import { stringifyJson } from '../../../devnet/primitives/json.ts'
import type { Column } from '../../../devnet/state/types.ts'

type Key = { column: Column; accountId: string; suffix: string }

/** All blocks of a chain, by height. */
export function allBlocks({ blocks }: Node): Block[] {
  const heights = Array.from({ length: blocks.head().header.height + 1 }, (_, height) => height)
  return heights.flatMap((height) => blocks.atHeight(height) ?? [])
}

/** Everything that was ever written in the state. */
export function writtenKeys(node: Node): Key[] {
  const keys = allBlocks(node).flatMap(({ changes }) => changes)
  const byText = new Map(
    keys.map(({ column, accountId, suffix }) => [
      `${column}/${accountId}/${suffix}`,
      { column, accountId, suffix },
    ]),
  )
  return [...byText.values()]
}

/** The state after a block as texts: every value that it has, and every list. */
export function stateContent(node: Node, height: number, keys: readonly Key[]): string[] {
  const state = node.stateAt(height)
  return keys.map(({ column, accountId, suffix }) =>
    text([
      column,
      accountId,
      suffix,
      state.get(column, accountId, suffix),
      state.list(column, accountId).map(([name]) => name),
    ]),
  )
}

/** A digest of each block with all that is in it, and of the state after it: what differs is named by its height. */
export function chainContent(node: Node): { height: number; block: string; state: string }[] {
  const keys = writtenKeys(node)
  return allBlocks(node).map((block) => {
    const { height } = block.header
    const message = stringifyJson(blockMessage(block, node.validator))
    const state = stateContent(node, height, keys)
    return { height, block: digest(message + text(block)), state: digest(state.join('\n')) }
  })
}

function digest(content: string): string {
  return Buffer.from(sha256(Buffer.from(content))).toString('hex')
}

function text(value: unknown): string {
  // A Buffer would make itself an object before the replacer sees it.
  return JSON.stringify(value, function (this: Record<string, unknown>, key, item: unknown) {
    const one = this[key]
    if (typeof one === 'bigint') return `${one}n`
    if (one instanceof Uint8Array) return { hex: Buffer.from(one).toString('hex') }
    return item
  })
}
