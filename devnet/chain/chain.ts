import { decodeHash, encodeHash, ZERO_HASH } from '../primitives/hash.ts'
import type { TransactionRefusal } from '../runtime/check-transaction.ts'
import { GAS_PRICE } from '../runtime/parameters.ts'
import type { Receipt, SignedTransaction } from '../runtime/types.ts'
import { createStateUpdate } from '../state/state-update.ts'
import type { StateChange, StateReader, StateStore } from '../state/types.ts'
import type { Vm } from '../vm/types.ts'
import type { BlockStore } from './block-store.ts'
import { createMemoryBlocks } from './block-store.ts'
import { executeChunk } from './execute-chunk.ts'
import type { GenesisAccount } from './genesis.ts'
import { genesisChanges } from './genesis.ts'
import { EMPTY_TREE, insertLeaf, treeRoot } from './merkle.ts'
import type { Carried } from './next-header.ts'
import { genesisHeader, nextHeader } from './next-header.ts'
import { chunkOutcomeRoot } from './outcome-hash.ts'
import { nextStateRoot } from './state-root.ts'
import type { Block } from './types.ts'
import type { Validator } from './validator.ts'

export type Produced = {
  block: Block
  /** Transactions that could not pay any more when their turn came. */
  refused: { transaction: SignedTransaction; error: TransactionRefusal }[]
}

/** One shard, one validator, every block final. It does only what it is told: see `producer.ts` for when. */
export type Chain = {
  blocks: BlockStore
  validator: Validator
  /** The state after a block. */
  stateAt: (height: number) => StateReader
  /** Makes a block of these transactions and of what the block before left. */
  produce: (
    transactions: readonly SignedTransaction[],
    options?: { skipHeights?: number },
  ) => Produced
  /** Tells whether receipts wait for a next block. */
  hasPending: () => boolean
  /** Writes values without a transaction, in a block of their own. */
  patch: (changes: readonly StateChange[]) => Produced
}

/** Nanoseconds that a skipped height stands for: one second, as blocks come while nothing happens. */
const SKIPPED_HEIGHT_NS = 1_000_000_000n

export function createChain({
  vm,
  state,
  validator,
  accounts,
  now,
}: {
  vm: Vm
  state: StateStore
  validator: Validator
  accounts: readonly GenesisAccount[]
  /** Nanoseconds since 1970. */
  now: () => bigint
}): Chain {
  const genesis = createGenesis({ validator, accounts, timestamp: now() })
  state.apply(genesis.header.height, genesis.changes)
  const blocks = createMemoryBlocks(genesis)
  let tree = insertLeaf(EMPTY_TREE, decodeHash(genesis.header.hash))
  let incoming: Receipt[] = []
  let delayed: Receipt[] = []
  let carried: Carried = {
    stateRoot: genesis.header.prevStateRoot,
    chunkOutcomeRoot: ZERO_HASH,
    blockMerkleRoot: encodeHash(treeRoot(tree)),
    totalSupply: genesis.header.totalSupply,
  }

  const timestampAfter = (previous: bigint, skipped: number): bigint => {
    const earliest = previous + 1n + BigInt(skipped) * SKIPPED_HEIGHT_NS
    const clock = now()
    return clock > earliest ? clock : earliest
  }

  const finish = (block: Block, outgoing: Receipt[], rest: Receipt[]): void => {
    const { header, changes, executions, balanceBurnt } = block
    state.apply(header.height, changes)
    blocks.append(block)
    tree = insertLeaf(tree, decodeHash(header.hash))
    incoming = outgoing
    delayed = rest
    carried = {
      stateRoot: nextStateRoot(carried.stateRoot, changes),
      chunkOutcomeRoot: encodeHash(chunkOutcomeRoot(executions.map(({ outcome }) => outcome))),
      blockMerkleRoot: encodeHash(treeRoot(tree)),
      totalSupply: carried.totalSupply - balanceBurnt,
    }
  }

  const produce = (
    transactions: readonly SignedTransaction[],
    { skipHeights = 0, patch = [] }: { skipHeights?: number; patch?: readonly StateChange[] } = {},
  ): Produced => {
    const previous = blocks.head().header
    const height = previous.height + 1 + skipHeights
    const timestamp = timestampAfter(previous.timestamp, skipHeights)
    const chunk = { transactions, incoming }
    const header = nextHeader(previous, { height, timestamp, carried, chunk, validator })
    const update = createStateUpdate(state.at(previous.height))
    const context = {
      height,
      timestamp,
      epochHeight: BigInt(header.epochHeight),
      gasPrice: GAS_PRICE,
      randomness: decodeHash(header.randomValue),
      stakeOf: (accountId: string) => (accountId === validator.accountId ? validator.stake : 0n),
      totalStake: validator.stake,
      state: update,
      vm,
    }
    const result = executeChunk(context, { transactions, delayed, incoming })
    const refused = new Set(result.refused.map(({ transaction }) => transaction))
    const block: Block = {
      header,
      transactions: transactions.filter((transaction) => !refused.has(transaction)),
      incoming,
      local: result.local,
      executions: result.executions,
      changes: [...update.changes(), ...patch],
      gasUsed: result.gasUsed,
      balanceBurnt: result.balanceBurnt,
    }
    finish(block, result.outgoing, result.delayed)
    return { block, refused: result.refused }
  }

  return {
    blocks,
    validator,
    stateAt: (height) => state.at(height),
    produce,
    hasPending: () => incoming.length > 0 || delayed.length > 0,
    patch: (changes) => produce([], { patch: changes }),
  }
}

function createGenesis({
  validator,
  accounts,
  timestamp,
}: {
  validator: Validator
  accounts: readonly GenesisAccount[]
  timestamp: bigint
}): Block {
  const changes = genesisChanges(accounts)
  const totalSupply = accounts.reduce((sum, { amount, locked = 0n }) => sum + amount + locked, 0n)
  const carried: Carried = {
    stateRoot: nextStateRoot(ZERO_HASH, changes),
    chunkOutcomeRoot: ZERO_HASH,
    blockMerkleRoot: ZERO_HASH,
    totalSupply,
  }
  return {
    header: genesisHeader({ height: 0, timestamp, carried, validator }),
    transactions: [],
    incoming: [],
    local: [],
    executions: [],
    changes,
    gasUsed: 0n,
    balanceBurnt: 0n,
  }
}
