import { encodeBase58 } from '../protocol/base58.ts'
import { appendEvent, type ChainHead, emptyChain } from '../protocol/hash-chain.ts'
import type { Hasher } from '../protocol/hasher.ts'
import { readCursor } from './queries/cursor.ts'
import { eventTexts } from './queries/event-texts.ts'
import type { Database } from './tables.ts'

/** Whether the stored events are one unbroken chain up to the cursor; if not, where it first differs. */
export type ChainAudit =
  | { ok: true; seq: number; head: string }
  | { ok: false; seq: number; problem: string }

// An event text has at most 16,384 bytes (the limit on a receipt's logs), so a page stays below 17 MB.
const PAGE = 1_000

/**
 * Computes the hash chain anew from the stored event texts and compares it with every stored head and the cursor.
 *
 * What it returns can be compared with the registry's `get_head`: equal heads mean that the database has every event, unaltered.
 */
export async function auditChain(db: Database, hasher: Hasher): Promise<ChainAudit> {
  return await db.transaction().execute(async (snapshot) => {
    let chain = emptyChain()
    for (;;) {
      const page = await eventTexts(snapshot, { fromSeq: chain.seq + 1, limit: PAGE })
      for (const { seq, event_json, head } of page) {
        if (seq !== chain.seq + 1)
          return differs(chain.seq + 1, `event ${chain.seq + 1} is missing`)
        chain = appendEvent(chain, event_json, hasher)
        const computed = encodeBase58(chain.head)
        if (head !== computed) {
          return differs(
            seq,
            `the text of event ${seq} leads to head ${computed}, but ${head} is stored`,
          )
        }
      }
      if (page.length < PAGE) break
    }
    return await compareWithCursor(snapshot, chain)
  })
}

async function compareWithCursor(db: Database, chain: ChainHead): Promise<ChainAudit> {
  const head = encodeBase58(chain.head)
  const cursor = await readCursor(db)
  const expected = cursor ?? { seq: 0, head }
  if (expected.seq !== chain.seq || expected.head !== head) {
    return differs(
      chain.seq,
      `the events end at ${chain.seq} with head ${head}, but the cursor is at ${expected.seq} with head ${expected.head}`,
    )
  }
  return { ok: true, seq: chain.seq, head }
}

function differs(seq: number, problem: string): ChainAudit {
  return { ok: false, seq, problem }
}
