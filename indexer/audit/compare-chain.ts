import { isChainError } from '../../chain/index.ts'
import { type Cursor, type Database, eventTexts } from '../../store/index.ts'
import type { Finding } from './findings.ts'

/** The registry's head in a block. */
export type HeadInBlock = { seq: number; head: string; blockHeight: number }

/** Asks a node about a registry; every function throws a ChainError if it cannot be had. */
export type AskRegistry = {
  chainId(): Promise<string>
  /** Returns a block's hash and time; undefined if the node does not have it. */
  block(height: number): Promise<{ hash: string; timestamp: string } | undefined>
  /** Asks for the head in a block (undefined: the last final one); undefined if the node does not have its state any more. */
  head(registry: string, height?: number): Promise<HeadInBlock | undefined>
}

/** Whether the registry confirms the mirror's last event: null if that could not be found out; and a sentence on it. */
type Compared = { confirmed: boolean | null; said: string }

/** What the registry itself says of a mirror. */
export type ChainComparison = Compared & {
  /** Events of the registry that the mirror has not seen yet; null if unknown. */
  behind: number | null
  /** What of the cursor is not as the chain says. */
  findings: Finding[]
}

// Nodes differ in whether a view in a block sees what that block's own receipts did, and heights are skipped.
const LATER_BLOCKS = 3

/** Compares a mirror with the registry's own head, in the mirror's last block if there have been events since. */
export async function compareWithChain(
  db: Database,
  cursor: Cursor,
  ask: AskRegistry,
): Promise<ChainComparison> {
  try {
    const chainId = await ask.chainId()
    if (chainId !== cursor.network) {
      return notAsked(
        `The mirror is of the network ${cursor.network}, but the node is of ${chainId}; ask a node of ${cursor.network}.`,
      )
    }
    const findings = await compareBlock(cursor, ask)
    return { ...(await compareHead(db, cursor, ask)), findings }
  } catch (error) {
    if (!isChainError(error)) throw error
    return notAsked(`The registry could not be asked: ${error.message}`)
  }
}

async function compareBlock(cursor: Cursor, ask: AskRegistry): Promise<Finding[]> {
  const block = await ask.block(cursor.height)
  if (block === undefined) return []
  const computed = { block_hash: block.hash, timestamp: block.timestamp }
  return (['block_hash', 'timestamp'] as const)
    .filter((column) => cursor[column] !== computed[column])
    .map((column) => {
      const values = { stored: cursor[column], computed: computed[column] }
      return { table: 'cursor', key: 1, column, ...values }
    })
}

async function compareHead(
  db: Database,
  cursor: Cursor,
  ask: AskRegistry,
): Promise<Compared & Pick<ChainComparison, 'behind'>> {
  const last = await ask.head(cursor.registry)
  if (last === undefined) {
    return { confirmed: null, behind: null, said: 'The node has no final state of the registry.' }
  }
  const behind = Math.max(0, last.seq - cursor.seq)
  if (last.seq > cursor.seq) return { ...(await compareEarlier(cursor, last, ask)), behind }
  if (last.seq === cursor.seq) return { ...compareHeads(cursor.head, last), behind }
  return { ...(await compareBeginning(db, cursor, last)), behind }
}

/** The registry has had events since: compares with what it had in the mirror's last block. */
async function compareEarlier(
  { registry, seq, head, height }: Cursor,
  last: HeadInBlock,
  ask: AskRegistry,
): Promise<Compared> {
  for (let at = height; at <= Math.min(height + LATER_BLOCKS, last.blockHeight); at++) {
    const then = await ask.head(registry, at)
    if (then === undefined || then.seq < seq) continue
    if (then.seq === seq) return compareHeads(head, then)
    return failed(
      `The registry had ${then.seq} events in block ${at}, but the mirror, which has seen block ${height}, has ${seq}.`,
    )
  }
  return unknown(
    `The node does not have the registry's state in block ${height} any more, so that the mirror can be compared only when it has caught up.`,
  )
}

/** The registry has fewer events: the node is behind, or the mirror has made some up. */
async function compareBeginning(
  db: Database,
  cursor: Cursor,
  last: HeadInBlock,
): Promise<Compared> {
  if (last.blockHeight > cursor.height + LATER_BLOCKS) {
    return failed(
      `The registry has ${last.seq} events in block ${last.blockHeight}, but the mirror has ${cursor.seq} up to block ${cursor.height}.`,
    )
  }
  const [event] = await eventTexts(db, { fromSeq: last.seq, limit: 1 })
  if (last.seq > 0 && event?.head !== last.head) return compareHeads(event?.head ?? 'none', last)
  return unknown(
    `The node has come to block ${last.blockHeight} only, and confirms the mirror up to event ${last.seq}; ask another node, or later.`,
  )
}

function compareHeads(head: string, registry: HeadInBlock): Compared {
  const { seq, head: said, blockHeight } = registry
  if (head !== said) {
    return failed(`After event ${seq} the registry's head is ${said}, but the mirror's is ${head}.`)
  }
  return {
    confirmed: true,
    said: `The registry confirms event ${seq} and its head as of block ${blockHeight}.`,
  }
}

const failed = (said: string): Compared => ({ confirmed: false, said })
const unknown = (said: string): Compared => ({ confirmed: null, said })
const notAsked = (said: string): ChainComparison => ({
  ...unknown(said),
  behind: null,
  findings: [],
})
