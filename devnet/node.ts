import type { BlockStore } from './chain/block-store.ts'
import { clockTimes, heightTimes } from './chain/block-times.ts'
import { createChain } from './chain/chain.ts'
import type { GenesisAccount } from './chain/genesis.ts'
import { ROOT_STAKE } from './chain/genesis.ts'
import type { KnownKey } from './chain/known-key.ts'
import type { Producer } from './chain/producer.ts'
import { createSeededProducer } from './chain/seeded-producer.ts'
import { createTimedProducer } from './chain/timed-producer.ts'
import type { Block } from './chain/types.ts'
import type { Validator } from './chain/validator.ts'
import { createValidator } from './chain/validator.ts'
import { DevnetError } from './errors.ts'
import { createLazyVm } from './lazy-vm.ts'
import type { NetworkOptions } from './open-network.ts'
import { openNetwork } from './open-network.ts'
import { type ProtocolParameters, protocolParameters } from './parameters/index.ts'
import { encodeHash, sha256, ZERO_HASH } from './primitives/hash.ts'
import type { StateChange, StateReader } from './state/types.ts'
import type { Intake } from './submit.ts'
import { createSubmit } from './submit.ts'
import type { Vm } from './vm/types.ts'

export type NodeOptions = NetworkOptions & {
  /** Must run at the same protocol version. */
  vm?: Vm
  /** Nanoseconds since 1970. With a seed, blocks do not follow it. */
  clock?: () => bigint
  /** Milliseconds between blocks while nothing happens; 0: blocks are made only for transactions and on demand, as always with a seed. */
  blockIntervalMs?: number
  /** Milliseconds that RPC waits for a transaction before it answers TIMEOUT_ERROR. */
  pollingTimeoutMs?: number
  /** Skips every height that this number divides, from 2 on, to test who reads blocks. */
  skipEvery?: number
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
  submit: Intake['submit']
  check: Intake['check']
  /** Milliseconds that RPC waits for a transaction. */
  pollingTimeoutMs: number
  produceBlock: Producer['produceBlock']
  onBlock: Producer['onBlock']
  /** Writes values without a transaction, in a block of their own. */
  patch: (changes: readonly StateChange[]) => Block
  close: () => void
}

const NS_IN_MS = 1_000_000n
/** A block a second while nothing happens, about as mainnet makes them. */
const DEFAULT_INTERVAL_MS = 1_000
/** Source: nearcore `RpcPollingConfig`, 10 seconds. */
const POLLING_TIMEOUT_MS = 10_000

/**
 * Starts a chain with its one validator, or goes on with that of a home. `close` ends its timers and lets go of the home.
 * Throws `HOME_…` and `BAD_OPTION`.
 */
export function createNode(options: NodeOptions = {}): Node {
  const {
    clock = () => BigInt(Date.now()) * NS_IN_MS,
    blockIntervalMs,
    pollingTimeoutMs = POLLING_TIMEOUT_MS,
    skipEvery,
  } = options
  const { store, settings, rootKey, genesisAccounts } = openNetwork(options)
  const { seed, chainId, transactionValidityBlocks } = settings
  try {
    const parameters = protocolParameters(settings.protocolVersion)
    const { vm = createLazyVm({ parameters }) } = options
    if (seed !== null && blockIntervalMs) throw intervalWithSeed(blockIntervalMs)
    const validator = createValidator(rootKey, ROOT_STAKE)
    const chain = createChain({
      chainId,
      vm,
      store,
      validator,
      accounts: genesisAccounts,
      times: seed === null ? clockTimes(clock) : heightTimes(),
      genesisRandomness: seed === null ? ZERO_HASH : encodeHash(sha256(Buffer.from(seed))),
      parameters,
      skipEvery,
    })
    const producer =
      seed === null
        ? createTimedProducer({ chain, blockIntervalMs: blockIntervalMs ?? DEFAULT_INTERVAL_MS })
        : createSeededProducer(chain)
    const intake = createSubmit({
      chainId,
      chain,
      producer,
      parameters,
      transactionValidityBlocks,
    })
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
      submit: intake.submit,
      check: intake.check,
      pollingTimeoutMs,
      produceBlock: producer.produceBlock,
      onBlock: producer.onBlock,
      patch: producer.patch,
      close: () => {
        producer.close()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}

function intervalWithSeed(blockIntervalMs: number): DevnetError<'BAD_OPTION'> {
  const value = String(blockIntervalMs)
  const text = `Blocks cannot come every ${value} ms with a seed: they would follow the clock. Leave one of the two out.`
  return new DevnetError('BAD_OPTION', text, { option: 'blockIntervalMs', value })
}
