import type { VmContext } from '../types.ts'
import { type HostFunction, type HostFunctions, procedure, query } from './host-function.ts'
import { type HostState, refuseInView } from './host-state.ts'

const utf8 = new TextEncoder()

function toRegister(read: (context: VmContext) => Uint8Array, notInView?: string): HostFunction {
  return procedure(1, (state, id: bigint) => {
    state.gas.payBase('BASE')
    if (notInView !== undefined) refuseInView(state, notInView)
    state.registers.write(BigInt.asUintN(64, id), read(state.context))
  })
}

function number(read: (state: HostState) => bigint, notInView?: string): HostFunction {
  return query(0, (state) => {
    state.gas.payBase('BASE')
    if (notInView !== undefined) refuseInView(state, notInView)
    return read(state)
  })
}

function amount(read: (state: HostState) => bigint): HostFunction {
  return procedure(1, (state, pointer: bigint) => {
    state.gas.payBase('BASE')
    state.memory.writeU128(pointer, read(state))
  })
}

/** The context and economics APIs, and the random seed. */
export const contextFunctions: HostFunctions = {
  current_account_id: toRegister((context) => utf8.encode(context.currentAccountId)),
  chain_id: toRegister((context) => utf8.encode(context.chainId)),
  signer_account_id: toRegister(
    (context) => utf8.encode(context.signerAccountId),
    'signer_account_id',
  ),
  signer_account_pk: toRegister((context) => context.signerPublicKey, 'signer_account_pk'),
  predecessor_account_id: toRegister(
    (context) => utf8.encode(context.predecessorAccountId),
    'predecessor_account_id',
  ),
  refund_to_account_id: toRegister(
    (context) => utf8.encode(context.refundToAccountId),
    'refund_to_account_id',
  ),
  current_contract_code: query(1, (state, id) => {
    state.gas.payBase('BASE')
    const { accountContract: contract } = state.context
    const register = BigInt.asUintN(64, id)
    switch (contract.kind) {
      case 'none':
        return 0n
      case 'local':
        state.registers.write(register, contract.hash)
        return 1n
      case 'global':
        state.registers.write(register, contract.hash)
        return 2n
      case 'global_by_account':
        state.registers.write(register, utf8.encode(contract.accountId))
        return 3n
    }
  }),
  input: procedure(1, (state, id: bigint) => {
    state.gas.payBase('BASE')
    state.registers.writeShared(BigInt.asUintN(64, id), state.context.input)
  }),
  block_index: number((state) => state.context.blockHeight),
  block_timestamp: number((state) => state.context.blockTimestamp),
  epoch_height: number((state) => state.context.epochHeight),
  storage_usage: number((state) => state.context.storageUsage + BigInt(state.storage.usageDelta())),
  account_balance: amount((state) => state.balance),
  account_locked_balance: amount((state) => state.context.accountLockedBalance),
  attached_deposit: amount((state) => state.context.attachedDeposit),
  prepaid_gas: number((state) => state.context.prepaidGas, 'prepaid_gas'),
  used_gas: number((state) => state.gas.used(), 'used_gas'),
  random_seed: toRegister((context) => context.randomSeed),
}
