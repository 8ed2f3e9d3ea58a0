import type { ProtocolParameters } from '../parameters/index.ts'
import { decodeHash, encodeHash, ZERO_HASH } from '../primitives/hash.ts'
import type { TransactionRefusal } from '../runtime/check-transaction.ts'
import { GAS_PRICE } from '../runtime/parameters.ts'
import type { Receipt, SignedTransaction } from '../runtime/types.ts'
import { createStateUpdate } from '../state/state-update.ts'
import type { StateChange, StateReader, StateStore } from '../state/types.ts'
import type { Vm } from '../vm/types.ts'
import type { BlockStore } from './block-store.ts'
import { createMemoryBlocks } from './block-store.ts'
import { EMPTY_TREE, insertLeaf, treeRoot } from './block-tree.ts'
import type { ChunkResult } from './execute-chunk.ts'
import { executeChunk } from './execute-chunk.ts'
import type { GenesisAccount } from './genesis.ts'
import { genesisChanges } from './genesis.ts'
import { merklize } from './merkle.ts'
import type { Carried } from './next-header.ts'
import { genesisHeaders, nextHeaders } from './next-header.ts'
import { outcomeLeaf } from './outcome-hash.ts'
import { receiptsRoot } from './receipts-root.ts'
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
  parameters,
}: {
  vm: Vm
  state: StateStore
  validator: Validator
  accounts: readonly GenesisAccount[]
  /** Nanoseconds since 1970. */
  now: () => bigint
  parameters: ProtocolParameters
}): Chain {
  const { protocolVersion } = parameters
  const genesis = createGenesis({ validator, accounts, timestamp: now(), protocolVersion })
  state.apply(genesis.header.height, genesis.changes)
  const blocks = createMemoryBlocks(genesis)
  let { tree } = insertLeaf(EMPTY_TREE, decodeHash(genesis.header.hash))
  let incoming: Receipt[] = []
  let delayed: Receipt[] = []
  let carried: Carried = {
    prevStateRoot: genesis.chunk.prevStateRoot,
    outcomeRoot: ZERO_HASH,
    receiptsRoot: encodeHash(receiptsRoot([])),
    gasUsed: 0n,
    balanceBurnt: 0n,
    blockMerkleRoot: encodeHash(treeRoot(tree)),
    totalSupply: genesis.header.totalSupply,
  }

  const timestampAfter = (previous: bigint, skipped: number): bigint => {
    const earliest = previous + 1n + BigInt(skipped) * SKIPPED_HEIGHT_NS
    const clock = now()
    return clock > earliest ? clock : earliest
  }

  const finish = (
    made: Omit<Block, 'subtrees' | 'executions'>,
    { executions, outgoing, delayed: rest }: ChunkResult,
  ): Block => {
    const { header, changes, gasUsed, balanceBurnt } = made
    const outcomes = merklize(executions.map(({ outcome }) => outcomeLeaf(outcome)))
    const grown = insertLeaf(tree, decodeHash(header.hash))
    const block: Block = {
      ...made,
      executions: executions.map((execution, index) => ({
        ...execution,
        proof: outcomes.paths[index] ?? [],
      })),
      subtrees: grown.subtrees,
    }
    state.apply(header.height, changes)
    blocks.append(block)
    tree = grown.tree
    incoming = outgoing
    delayed = rest
    carried = {
      prevStateRoot: nextStateRoot(carried.prevStateRoot, changes),
      outcomeRoot: encodeHash(outcomes.root),
      receiptsRoot: encodeHash(receiptsRoot(outgoing)),
      gasUsed,
      balanceBurnt,
      blockMerkleRoot: encodeHash(treeRoot(tree)),
      totalSupply: carried.totalSupply - balanceBurnt,
    }
    return block
  }

  const produce = (
    transactions: readonly SignedTransaction[],
    { skipHeights = 0, patch = [] }: { skipHeights?: number; patch?: readonly StateChange[] } = {},
  ): Produced => {
    const previous = blocks.head().header
    const height = previous.height + 1 + skipHeights
    const timestamp = timestampAfter(previous.timestamp, skipHeights)
    const { header, chunk } = nextHeaders(previous, {
      height,
      timestamp,
      carried,
      transactions,
      validator,
      protocolVersion,
    })
    const update = createStateUpdate(state.at(previous.height))
    const context = {
      height,
      timestamp,
      epochHeight: BigInt(header.epochHeight),
      gasPrice: GAS_PRICE,
      parameters,
      randomness: decodeHash(header.randomValue),
      stakeOf: (accountId: string) => (accountId === validator.accountId ? validator.stake : 0n),
      totalStake: validator.stake,
      state: update,
      vm,
    }
    const result = executeChunk(context, { transactions, delayed, incoming })
    const refused = new Set(result.refused.map(({ transaction }) => transaction))
    const made = {
      header,
      chunk,
      transactions: transactions.filter((transaction) => !refused.has(transaction)),
      incoming,
      local: result.local,
      changes: [...update.changes(), ...patch],
      gasUsed: result.gasUsed,
      balanceBurnt: result.balanceBurnt,
    }
    return { block: finish(made, result), refused: result.refused }
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
  protocolVersion,
}: {
  validator: Validator
  accounts: readonly GenesisAccount[]
  timestamp: bigint
  protocolVersion: number
}): Block {
  const changes = genesisChanges(accounts)
  const totalSupply = accounts.reduce((sum, { amount, locked = 0n }) => sum + amount + locked, 0n)
  const stateRoot = nextStateRoot(ZERO_HASH, changes)
  return {
    ...genesisHeaders({
      height: 0,
      timestamp,
      stateRoot,
      totalSupply,
      validator,
      protocolVersion,
    }),
    transactions: [],
    incoming: [],
    local: [],
    executions: [],
    changes,
    gasUsed: 0n,
    balanceBurnt: 0n,
    subtrees: [],
  }
}
