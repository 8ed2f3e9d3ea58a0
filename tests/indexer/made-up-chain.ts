import type { Block, ReceiptOutcome } from '../../indexer/index.ts'
import type { RegistryEvent } from '../../protocol/event.ts'
import {
  createMadeUpRegistry,
  hashOf,
  logLine,
  type Step,
  timestampOf,
} from './made-up-registry.ts'

export const REGISTRY = 'registry.near'
export const NETWORK = 'testing'
export const FIRST_HEIGHT = 100

export type MadeUpChain = { blocks: Block[]; events: RegistryEvent[] }

export const blockHash = (height: number, chain = ''): string => hashOf(`block ${height}${chain}`)

/**
 * Makes a chain of blocks, each with the receipts of some steps; every fifth height is skipped.
 *
 * With the registry's receipts come ones that must not count: failed ones, other accounts' and logs that are no events of ours.
 */
export function madeUpChain(steps: readonly (readonly Step[])[]): MadeUpChain {
  const registry = createMadeUpRegistry()
  const blocks: Block[] = []
  const events: RegistryEvent[] = []
  let height = FIRST_HEIGHT
  for (const ofBlock of steps) {
    const made = ofBlock.flatMap((step) => registry.event(step, height) ?? [])
    events.push(...made)
    blocks.push({
      height,
      hash: blockHash(height),
      prevHash: blocks.at(-1)?.hash ?? '11111111111111111111111111111111',
      timestamp: timestampOf(height),
      receipts: made.flatMap((event, i) => receiptsOf(event, `${height}/${i}`)),
      codeChanges: [],
      globalCodes: [],
    })
    height += (height + 1) % 5 === 0 ? 2 : 1
  }
  return { blocks, events }
}

function receiptsOf(event: RegistryEvent, name: string): ReceiptOutcome[] {
  const line = logLine(event)
  return [
    outcome(`${name} other`, { executorId: 'impostor.near', logs: [line] }),
    outcome(`${name} failed`, { status: 'Failure', logs: [line] }),
    outcome(name, { logs: ['hello', 'EVENT_JSON:{"standard":"nep171"}', 'EVENT_JSON:{', line] }),
    outcome(`${name} quiet`, { status: 'SuccessReceiptId', logs: [] }),
  ]
}

export function outcome(name: string, given: Partial<ReceiptOutcome>): ReceiptOutcome {
  return {
    receiptId: hashOf(`receipt ${name}`),
    txHash: hashOf(`transaction ${name}`),
    executorId: REGISTRY,
    status: 'SuccessValue',
    logs: [],
    ...given,
  }
}

/** Some steps of every kind, in blocks of different fullness. */
export const SOME_STEPS: Step[][] = [
  [],
  [{ kind: 'attest', who: 0, what: 0, value: 1 }],
  [
    { kind: 'attest', who: 1, what: 0, value: 1 },
    { kind: 'attest', who: 2, what: 0, value: 2 },
  ],
  [{ kind: 'operator_set', who: 0, what: 0, value: 1 }],
  [],
  [{ kind: 'attest', who: 2, what: 0, value: 1 }],
  [
    { kind: 'policy_set', who: 0, what: 0, value: 1 },
    { kind: 'policy_set', who: 0, what: 0, value: 2 },
  ],
  [{ kind: 'withdraw', who: 1, what: 0, value: 1 }],
  [],
  [
    { kind: 'attest', who: 3, what: 0, value: 0 },
    { kind: 'attest', who: 1, what: 1, value: 3 },
    { kind: 'withdraw', who: 1, what: 1, value: 0 },
    { kind: 'attest', who: 1, what: 1, value: 3 },
  ],
  [{ kind: 'policy_removed', who: 0, what: 0, value: 0 }],
  [{ kind: 'operator_set', who: 0, what: 0, value: 0 }],
  [],
]
