import type { BlockStore } from './chain/block-store.ts'
import { createChain } from './chain/chain.ts'
import type { GenesisAccount } from './chain/genesis.ts'
import { ROOT_ACCOUNT, ROOT_STAKE, rootAccount } from './chain/genesis.ts'
import type { KnownKey } from './chain/known-key.ts'
import { keyFromName, keyFromSecret } from './chain/known-key.ts'
import type { Producer } from './chain/producer.ts'
import { createProducer } from './chain/producer.ts'
import type { Block } from './chain/types.ts'
import type { Validator } from './chain/validator.ts'
import { createValidator } from './chain/validator.ts'
import { type ProtocolParameters, protocolParameters } from './parameters/index.ts'
import { TRANSACTION_VALIDITY_BLOCKS } from './runtime/parameters.ts'
import { createMemoryState } from './state/memory-state.ts'
import type { StateChange, StateReader, StateStore } from './state/types.ts'
import type { SubmitResult } from './submit.ts'
import { createSubmit } from './submit.ts'
import { createVm } from './vm/index.ts'
import type { Vm } from './vm/types.ts'

export type NodeOptions = {
  /** One of `PROTOCOL_VERSIONS`; the one in force on mainnet unless given. */
  protocolVersion?: number
  /** Must run at the same protocol version. */
  vm?: Vm
  /** Where the state is kept; in memory unless given. */
  state?: StateStore
  /** Nanoseconds since 1970. */
  clock?: () => bigint
  /** Milliseconds between blocks while nothing happens; 0: blocks are made only for transactions and on demand. */
  blockIntervalMs?: number
  /** Accounts that exist from the start beside the root account. */
  genesisAccounts?: readonly GenesisAccount[]
  /** Secret key of the root account, ed25519; one that is known to everybody unless given. */
  rootSecretKey?: string
  chainId?: string
  /** Blocks for which a transaction is valid after the one that it names. */
  transactionValidityBlocks?: number
}

/** A NEAR node in this process, without a server. */
export type Node = {
  chainId: string
  parameters: ProtocolParameters
  vm: Vm
  blocks: BlockStore
  validator: Validator
  rootKey: KnownKey
  genesisAccounts: readonly GenesisAccount[]
  transactionValidityBlocks: number
  startedAt: bigint
  clock: () => bigint
  stateAt: (height: number) => StateReader
  /** Checks a signed transaction in borsh and puts it into the next block. */
  submit: (transaction: Uint8Array) => SubmitResult
  produceBlock: Producer['produceBlock']
  onBlock: Producer['onBlock']
  /** Writes values without a transaction, in a block of their own. */
  patch: (changes: readonly StateChange[]) => Block
  close: () => void
}

const NS_IN_MS = 1_000_000n
/** A block a second while nothing happens, about as mainnet makes them. */
const DEFAULT_INTERVAL_MS = 1_000

/** Starts a chain with its one validator. `close` ends its timers. Throws `BAD_OPTION` for a protocol version that is not known. */
export function createNode(options: NodeOptions = {}): Node {
  const parameters = protocolParameters(options.protocolVersion)
  const {
    vm = createVm({ parameters }),
    state = createMemoryState(),
    clock = () => BigInt(Date.now()) * NS_IN_MS,
    blockIntervalMs = DEFAULT_INTERVAL_MS,
    chainId = 'localnet',
    transactionValidityBlocks = TRANSACTION_VALIDITY_BLOCKS,
  } = options
  const rootKey = options.rootSecretKey
    ? keyFromSecret(ROOT_ACCOUNT, options.rootSecretKey)
    : keyFromName(ROOT_ACCOUNT)
  const genesisAccounts = [rootAccount(rootKey.publicKey), ...(options.genesisAccounts ?? [])]
  const validator = createValidator(rootKey, ROOT_STAKE)
  const chain = createChain({
    vm,
    state,
    validator,
    accounts: genesisAccounts,
    now: clock,
    parameters,
  })
  const producer = createProducer({ chain, blockIntervalMs })
  return {
    chainId,
    parameters,
    vm,
    blocks: chain.blocks,
    validator,
    rootKey,
    genesisAccounts,
    transactionValidityBlocks,
    startedAt: clock(),
    clock,
    stateAt: chain.stateAt,
    submit: createSubmit({ chain, producer, parameters, transactionValidityBlocks }),
    produceBlock: producer.produceBlock,
    onBlock: producer.onBlock,
    patch: producer.patch,
    close: producer.close,
  }
}
