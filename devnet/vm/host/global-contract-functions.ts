import type { VmGlobalContract } from '../types.ts'
import { declareAction } from './declare-action.ts'
import { hostFaults } from './faults.ts'
import type { HostFunction, HostFunctions } from './host-function.ts'
import type { HostState } from './host-state.ts'
import { readAccountId, readCodeHash } from './read-arguments.ts'

function deploy(name: string, mode: 'code_hash' | 'account_id'): HostFunction {
  return declareAction(name, 3, (state, index, length, pointer) => {
    const code = state.memory.viewOrRegister(pointer, length)
    const limit = state.parameters.limits.maxContractSize
    if (code.length > limit) throw hostFaults.contractSizeExceeded(code.length, limit)
    const { receipt, isSelf } = state.promises.receipt(index)
    state.gas.payActionFee('DEPLOY_GLOBAL_CONTRACT_BASE', isSelf)
    state.gas.payActionFee('DEPLOY_GLOBAL_CONTRACT_BYTE', isSelf, code.length)
    receipt.actions.push({ type: 'DeployGlobalContract', code: code.slice(), mode })
  })
}

type ReadContract = (state: HostState, pointer: bigint, length: bigint) => VmGlobalContract

export const contractByHash: ReadContract = (state, pointer, length) => ({
  kind: 'global',
  hash: readCodeHash(state, pointer, length),
})

export const contractByAccount: ReadContract = (state, pointer, length) => ({
  kind: 'global_by_account',
  accountId: readAccountId(state, pointer, length),
})

function use(name: string, read: ReadContract): HostFunction {
  return declareAction(name, 3, (state, index, length, pointer) => {
    const contract = read(state, pointer, length)
    const { receipt, isSelf } = state.promises.receipt(index)
    const bytes = contract.kind === 'global' ? contract.hash.length : contract.accountId.length
    state.gas.payActionFee('USE_GLOBAL_CONTRACT_BASE', isSelf)
    state.gas.payActionFee('USE_GLOBAL_CONTRACT_BYTE', isSelf, bytes)
    receipt.actions.push({ type: 'UseGlobalContract', contract })
  })
}

/** The actions on global contracts (NEP-591). */
export const globalContractFunctions: HostFunctions = {
  promise_batch_action_deploy_global_contract: deploy(
    'promise_batch_action_deploy_global_contract',
    'code_hash',
  ),
  promise_batch_action_deploy_global_contract_by_account_id: deploy(
    'promise_batch_action_deploy_global_contract_by_account_id',
    'account_id',
  ),
  promise_batch_action_use_global_contract: use(
    'promise_batch_action_use_global_contract',
    contractByHash,
  ),
  promise_batch_action_use_global_contract_by_account_id: use(
    'promise_batch_action_use_global_contract_by_account_id',
    contractByAccount,
  ),
}
