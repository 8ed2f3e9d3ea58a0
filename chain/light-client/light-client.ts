import type { AccountId } from '../../protocol/account-id.ts'
import type { AskOptions, Rpc } from '../rpc.ts'
import { blockProof, nextBlock, outcomeProof } from './answers.ts'
import { applyLightClientBlock } from './apply-block.ts'
import { invalidProof } from './errors.ts'
import { trustBlock } from './trust-block.ts'
import type { TrustedState } from './trusted-state.ts'
import {
  type Proven,
  type ProvenBlock,
  verifyBlockProof,
  verifyOutcomeProof,
} from './verify-proof.ts'

/** Follows the chain from a trusted block and proves what happened before its head. All methods throw ChainError. */
export type LightClient = {
  /** What is trusted now; it can be kept and given to another light client. */
  state: () => TrustedState
  /** Reads light client blocks until there is nothing newer; gives how many there were. Calls while it reads share the result. */
  sync: (options?: AskOptions) => Promise<number>
  proveTransaction: (
    transaction: { hash: string; senderId: AccountId },
    options?: AskOptions,
  ) => Promise<Proven>
  proveReceipt: (
    receipt: { id: string; receiverId: AccountId },
    options?: AskOptions,
  ) => Promise<Proven>
  /** Proves that a block is on the chain. */
  proveBlock: (hash: string, options?: AskOptions) => Promise<ProvenBlock>
}

/**
 * Makes a light client that asks nodes it does not trust.
 *
 * `trusted` is the hash of a block of the chain, or what a light client has kept. A node must still have that block: other than
 * archival ones keep five epochs.
 */
export async function createLightClient({
  rpc,
  trusted,
  ...options
}: AskOptions & { rpc: Rpc; trusted: TrustedState | { hash: string } }): Promise<LightClient> {
  let state = 'producers' in trusted ? trusted : await trustBlock(rpc, trusted.hash, options)

  const prove = async (id: string, what: object, options?: AskOptions): Promise<Proven> => {
    const { head } = state
    const params = { ...what, light_client_head: head.hash }
    const proof = await rpc.ask('light_client_proof', params, outcomeProof, options)
    const proven = verifyOutcomeProof({ proof, trusted: head })
    if (proven.outcome.id === id) return proven
    throw invalidProof('id', `Asked to prove ${id}, the node proved ${proven.outcome.id}.`, {
      id: proven.outcome.id,
      expected: id,
    })
  }

  const readOn = async (options?: AskOptions): Promise<number> => {
    for (let read = 0; ; read++) {
      const params = { last_block_hash: state.head.hash }
      const block = await rpc.ask('next_light_client_block', params, nextBlock, options)
      if (block === null) return read
      state = applyLightClientBlock(state, block)
    }
  }
  let reading: Promise<number> | undefined

  return {
    state: () => state,
    sync: (options) => {
      reading ??= readOn(options).finally(() => {
        reading = undefined
      })
      return reading
    },
    proveTransaction: ({ hash, senderId }, options) =>
      prove(hash, { type: 'transaction', transaction_hash: hash, sender_id: senderId }, options),
    proveReceipt: ({ id, receiverId }, options) =>
      prove(id, { type: 'receipt', receipt_id: id, receiver_id: receiverId }, options),
    proveBlock: async (hash, options) => {
      const { head } = state
      const params = { block_hash: hash, light_client_head: head.hash }
      const method = 'EXPERIMENTAL_light_client_block_proof'
      const block = verifyBlockProof({
        proof: await rpc.ask(method, params, blockProof, options),
        trusted: head,
      })
      if (block.hash === hash) return block
      throw invalidProof('id', `Asked to prove block ${hash}, the node proved ${block.hash}.`, {
        id: block.hash,
        expected: hash,
      })
    },
  }
}
