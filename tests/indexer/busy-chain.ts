import type { Block, CodeChange, GlobalCode, RunningCode } from '../../indexer/index.ts'
import { type MadeUpChain, madeUpChain } from './made-up-chain.ts'
import { codeHash, hashOf, type Step } from './made-up-registry.ts'

const kinds = ['attest', 'attest', 'withdraw', 'policy_set', 'operator_set'] as const

// The made-up registry attests the code hashes 1 and 2; 3 is never attested.
const codes: RunningCode[] = [
  { kind: 'local', hash: codeHash(1) },
  { kind: 'global_account', owner: 'owner-0.near' },
  { kind: 'local', hash: codeHash(3) },
  { kind: 'deleted' },
  { kind: 'none' },
  { kind: 'global_hash', hash: codeHash(2) },
  { kind: 'global_account', owner: 'owner-1.near' },
]

/** Whose code is followed on it: all accounts', and two that are named. */
export const FOLLOWING = {
  sees: 'all',
  keepsAll: true,
  accounts: ['dapp-0.near', 'owner-1.near'],
} as const

/** Makes a chain of so many blocks in which something happens nearly always: events, deployments of every kind, and accounts that end. */
export function busyChain(length: number): MadeUpChain {
  const steps = Array.from({ length }, (_, i) =>
    Array.from({ length: i % 4 }, (_, n): Step => {
      const mixed = i * 7 + n * 3
      return { kind: kinds[mixed % 5] ?? 'attest', who: mixed % 3, what: mixed % 4, value: n }
    }),
  )
  const { blocks, events } = madeUpChain(steps)
  return { blocks: blocks.map((block, i) => ({ ...block, ...codeOfBlock(i) })), events }
}

function codeOfBlock(i: number): Pick<Block, 'codeChanges' | 'globalCodes'> {
  return {
    // Up to two of one account in a block, of which the last counts.
    codeChanges: Array.from({ length: i % 3 }, (_, n): CodeChange => {
      const code = codes[(i + n * 3) % codes.length] as RunningCode
      return { accountId: `dapp-${(i >> 1) % 5}.near`, code, ...origin(`${i}/${n}`) }
    }),
    globalCodes: Array.from({ length: i % 5 === 0 ? 1 : 0 }, (_, n): GlobalCode => {
      const hash = codeHash(1 + ((i / 5) % 3))
      return { owner: `owner-${(i / 5) % 2}.near`, hash, ...origin(`${i} shared ${n}`) }
    }),
  }
}

const origin = (name: string) => ({
  receiptId: hashOf(`deploy ${name}`),
  txHash: hashOf(`deploy transaction ${name}`),
  signer: 'deployer.near',
})
