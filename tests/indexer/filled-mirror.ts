import { indexBlocks } from '../../indexer/index-blocks.ts'
import { emptyChain } from '../../protocol/hash-chain.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import type { Database } from '../../store/index.ts'
import { madeUpChain, NETWORK, REGISTRY, SOME_STEPS } from './made-up-chain.ts'
import type { Step } from './made-up-registry.ts'

/** Steps after which every table that events fill has rows. */
export const ALL_TABLES_STEPS: Step[][] = [
  ...SOME_STEPS,
  [
    { kind: 'operator_set', who: 1, what: 0, value: 1 },
    { kind: 'operator_set', who: 2, what: 0, value: 2 },
  ],
  [{ kind: 'policy_set', who: 2, what: 1, value: 0 }],
]

/** Indexes a made-up chain into an empty database. */
export async function fillMirror(db: Database, steps = ALL_TABLES_STEPS) {
  const { blocks, events } = madeUpChain(steps)
  const begin = { block: null, chain: emptyChain() }
  const subject = { network: NETWORK, registry: REGISTRY }
  const { problem } = await indexBlocks(db, begin, blocks, subject, portableHasher)
  if (problem !== undefined) throw problem
  return { blocks, events }
}
