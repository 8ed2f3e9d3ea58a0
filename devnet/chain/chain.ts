import type { ProtocolParameters } from '../parameters/index.ts'
import { decodeHash, encodeHash, ZERO_HASH } from '../primitives/hash.ts'
import type { TransactionRefusal } from '../runtime/check-transaction.ts'
import { GAS_PRICE } from '../runtime/parameters.ts'
import type { SignedTransaction } from '../runtime/types.ts'
import { createStateUpdate } from '../state/state-update.ts'
import type { StateChange, StateReader } from '../state/types.ts'
import type { Vm } from '../vm/types.ts'
import type { BlockStore } from './block-store.ts'
import type { BlockTimes } from './block-times.ts'
import { EMPTY_TREE, insertLeaf, treeRoot } from './block-tree.ts'
import type { ChainStore, Handover } from './chain-store.ts'
import type { ChunkResult } from './execute-chunk.ts'
import { executeChunk } from './execute-chunk.ts'
import type { GenesisAccount } from './genesis.ts'
import { genesisChanges } from './genesis.ts'
import { merklize } from './merkle.ts'
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

/** Makes a chain of what is in the store, or begins one where there is nothing. */
export function createChain({
  chainId,
  vm,
  store,
  validator,
  accounts,
  times,
  genesisRandomness = ZERO_HASH,
  parameters,
  skipEvery,
}: {
  chainId: string
  vm: Vm
  store: ChainStore
  validator: Validator
  /** Those of the genesis. */
  accounts: readonly GenesisAccount[]
  times: BlockTimes
  /** The random value of the genesis block, which those of all others follow from. */
  genesisRandomness?: string
  parameters: ProtocolParameters
  /** Skips every height that this number divides, unless a block says what to skip. */
  skipEvery?: number | undefined
}): Chain {
  const { protocolVersion } = parameters
  const { blocks } = store

  const begin = (): Handover => {
    const timestamp = times.genesis()
    const randomness = genesisRandomness
    const from = { validator, accounts, timestamp, randomness, protocolVersion }
    const genesis = createGenesis(from)
    const first = handOverGenesis(genesis)
    store.append(genesis, first)
    return first
  }
  let left = store.handover() ?? begin()

  const produce = (
    transactions: readonly SignedTransaction[],
    { skipHeights, patch = [] }: { skipHeights?: number; patch?: readonly StateChange[] } = {},
  ): Produced => {
    const previous = blocks.head().header
    const next = previous.height + 1
    const skipsNext = skipEvery !== undefined && next % skipEvery === 0
    const height = next + (skipHeights ?? (skipsNext ? 1 : 0))
    const timestamp = times.after(previous, height)
    const { incoming, delayed, carried } = left
    const { header, chunk } = nextHeaders(previous, {
      height,
      timestamp,
      carried,
      transactions,
      validator,
      protocolVersion,
    })
    const update = createStateUpdate(store.stateAt(previous.height))
    const context = {
      chainId,
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
      instant: result.instant,
      changes: [...update.changes(), ...patch],
      gasUsed: result.gasUsed,
      balanceBurnt: result.balanceBurnt,
    }
    const { block, handover } = finish(left, made, result)
    store.append(block, handover)
    left = handover
    return { block, refused: result.refused }
  }

  return {
    blocks,
    validator,
    stateAt: store.stateAt,
    produce,
    hasPending: () => left.incoming.length > 0 || left.delayed.length > 0,
    patch: (changes) => produce([], { patch: changes }),
  }
}

/** Adds to a block what follows from its execution, and says what it leaves for the next. */
function finish(
  { tree, carried }: Handover,
  made: Omit<Block, 'subtrees' | 'executions'>,
  { executions, outgoing, delayed }: ChunkResult,
): { block: Block; handover: Handover } {
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
  const next = {
    prevStateRoot: nextStateRoot(carried.prevStateRoot, changes),
    outcomeRoot: encodeHash(outcomes.root),
    receiptsRoot: encodeHash(receiptsRoot(outgoing)),
    gasUsed,
    balanceBurnt,
    blockMerkleRoot: encodeHash(treeRoot(grown.tree)),
    totalSupply: carried.totalSupply - balanceBurnt,
  }
  return { block, handover: { incoming: outgoing, delayed, tree: grown.tree, carried: next } }
}

function handOverGenesis({ header, chunk }: Block): Handover {
  const { tree } = insertLeaf(EMPTY_TREE, decodeHash(header.hash))
  const carried = {
    prevStateRoot: chunk.prevStateRoot,
    outcomeRoot: ZERO_HASH,
    receiptsRoot: encodeHash(receiptsRoot([])),
    gasUsed: 0n,
    balanceBurnt: 0n,
    blockMerkleRoot: encodeHash(treeRoot(tree)),
    totalSupply: header.totalSupply,
  }
  return { incoming: [], delayed: [], tree, carried }
}

function createGenesis({
  validator,
  accounts,
  timestamp,
  protocolVersion,
  randomness,
}: {
  validator: Validator
  accounts: readonly GenesisAccount[]
  timestamp: bigint
  protocolVersion: number
  randomness: string
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
      randomness,
      protocolVersion,
    }),
    transactions: [],
    incoming: [],
    local: [],
    instant: [],
    executions: [],
    changes,
    gasUsed: 0n,
    balanceBurnt: 0n,
    subtrees: [],
  }
}
