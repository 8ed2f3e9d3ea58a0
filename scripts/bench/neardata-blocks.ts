import type { CodeChange } from '../../indexer/index.ts'
import { FIRST_HEIGHT, madeUpChain } from '../../tests/indexer/made-up-chain.ts'
import { codeHash, hashOf, type Step } from '../../tests/indexer/made-up-registry.ts'
import { neardataJson } from '../../tests/indexer/neardata-json.ts'
import { otherShards } from './other-shards.ts'
import { seeded } from './random.ts'

export { FIRST_HEIGHT }

// Of 100 blocks, so many hold events of the registry, deployments and new accounts. At 144,000 blocks a day that is 2,900 deployments and
// 36,000 new accounts, taken for a busy day of mainnet, and far more events than a real network will see.
const BLOCKS_WITH_EVENTS = 5
const BLOCKS_WITH_DEPLOYMENTS = 2
const BLOCKS_WITH_NEW_ACCOUNTS = 25

/** Makes neardata texts of blocks as busy as those of mainnet are on a quiet day. */
export function makeNeardataBlocks(count: number): Uint8Array[] {
  const random = seeded(1)
  const steps = Array.from({ length: count }, (_, i): Step[] => {
    if (i % 100 >= BLOCKS_WITH_EVENTS) return []
    return [0, 1].map((n) => ({ kind: 'attest', who: (i * 2 + n) % 64, what: i % 50, value: 1 }))
  })
  return madeUpChain(steps).blocks.map((block, i) => {
    const json = neardataJson({ ...block, codeChanges: changesOf(i) }) as {
      shards: Record<string, unknown>[]
    }
    json.shards.push(...otherShards(block.height, random))
    return new TextEncoder().encode(JSON.stringify(json))
  })
}

function changesOf(i: number): CodeChange[] {
  const changes: CodeChange[] = []
  const turn = (i * 37) % 100
  if (turn < BLOCKS_WITH_NEW_ACCOUNTS) changes.push(change(`new-${i}.near`, { kind: 'none' }, i))
  if (turn >= 100 - BLOCKS_WITH_DEPLOYMENTS) {
    // Every fourth is of code that is attested, every third a global contract.
    const hash = codeHash(Math.floor(i / 100) % 4 === 0 ? 1 : i)
    const kind = i % 3 === 0 ? 'global_hash' : 'local'
    changes.push(change(`contract-${i % 500}.near`, { kind, hash }, i))
  }
  return changes
}

function change(accountId: string, code: CodeChange['code'], i: number): CodeChange {
  const name = `${accountId} ${i}`
  const signer = 'someone.near'
  return { accountId, code, receiptId: hashOf(name), txHash: hashOf(`tx ${name}`), signer }
}
