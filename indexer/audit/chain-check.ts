import { decodeBase58, encodeBase58 } from '../../protocol/base58.ts'
import { appendEvent, type ChainHead, emptyChain } from '../../protocol/hash-chain.ts'
import type { Hasher } from '../../protocol/hasher.ts'
import type { Findings } from './findings.ts'

export type ChainCheck = {
  /** Takes the event that comes next in the order of numbers; undefined: its text cannot be had, which has been told. */
  next(seq: number, text: string | undefined, head: string): void
  /** Compares the end with the cursor; returns where the events lead to. */
  end(cursor: { seq: number; head: string }): ChainHead
}

/** An event whose text does not lead to its head: one of the two was altered, and what follows says which. */
type Doubt = { seq: number; stored: string; storedHead: Uint8Array | null; computed: Uint8Array }

/**
 * Makes a check of the hash chain over stored events that says of every event on its own whether its text, or its head, was altered.
 *
 * After an event that is wrong it goes on from the head that the next event follows from.
 */
export function createChainCheck(findings: Findings, hasher: Hasher): ChainCheck {
  let chain = emptyChain()
  let doubt: Doubt | null = null

  const follow = (seq: number, text: string, head: string) => {
    for (const from of [chain.head, doubt?.storedHead]) {
      if (from == null) continue
      const led = appendEvent({ seq: seq - 1, head: from }, text, hasher)
      if (encodeBase58(led.head) !== head) continue
      settle(from === chain.head)
      chain = led
      return
    }
    const from = doubt?.storedHead ?? chain.head
    settle(false)
    chain = appendEvent({ seq: seq - 1, head: from }, text, hasher)
    doubt = { seq, stored: head, storedHead: headOf(head), computed: chain.head }
  }

  const settle = (headWasAltered: boolean) => {
    if (doubt === null) return
    const { seq: key, stored, computed } = doubt
    const led = encodeBase58(computed)
    findings.add(
      headWasAltered
        ? { table: 'events', key, column: 'head', stored, computed: led }
        : {
            table: 'events',
            key,
            column: 'event_json',
            problem: `the text leads to head ${led}, but the chain goes on from ${stored}`,
          },
    )
    doubt = null
  }

  const tellMissing = (seq: number) => {
    const from = chain.seq + 1
    const problem = from === seq - 1 ? 'is missing' : `and all up to ${seq - 1} are missing`
    findings.add({ table: 'events', key: from, column: null, problem })
  }

  return {
    next(seq, text, head) {
      if (seq !== chain.seq + 1) tellMissing(seq)
      else if (text !== undefined) return follow(seq, text, head)
      settle(false)
      // There is nothing to hold it to.
      chain = { seq, head: headOf(head) ?? chain.head }
    },
    end(cursor) {
      if (doubt !== null) {
        const { computed, storedHead }: Doubt = doubt
        const headWasAltered = cursor.head === encodeBase58(computed)
        settle(headWasAltered)
        if (!headWasAltered && storedHead !== null) chain = { seq: chain.seq, head: storedHead }
      }
      const found = { seq: chain.seq, head: encodeBase58(chain.head) }
      for (const column of ['seq', 'head'] as const) {
        if (cursor[column] === found[column]) continue
        findings.add({
          table: 'cursor',
          key: 1,
          column,
          stored: cursor[column],
          computed: found[column],
        })
      }
      return chain
    },
  }
}

function headOf(text: string): Uint8Array | null {
  try {
    return decodeBase58(text, 32, 'head')
  } catch {
    return null
  }
}
