import type { Block } from './chain/types.ts'
import type { Node } from './node.ts'
import { decodeHash } from './primitives/hash.ts'
import type { Json } from './primitives/json.ts'
import { viewStorage } from './runtime/contract-storage.ts'
import type { Account } from './runtime/types.ts'
import { vmContract } from './runtime/vm-contract.ts'
import { vmErrorText, vmErrorView } from './runtime/vm-error.ts'
import { resolveCode } from './state/global-code.ts'
import type { StateReader } from './state/types.ts'
import type { VmError } from './vm/types.ts'

export type ViewCall = {
  state: StateReader
  block: Block
  account: Account
  accountId: string
  method: string
  args: Uint8Array
}

export type ViewResult =
  | { ok: true; value: Uint8Array; logs: string[] }
  | {
      ok: false
      /** In words, and as nearcore's `FunctionCallError`. */
      error: string
      vmError: Json
    }

/** Calls a contract's method without changing anything, on the state after a block. */
export function callView({ vm, validator, parameters, chainId }: Node, call: ViewCall): ViewResult {
  const { state, block, account, accountId } = call
  const found = resolveCode(state, accountId, account)
  if (!found) {
    const error = { type: 'CompilationError', kind: 'CodeDoesNotExist', message: '' } as const
    return failed(error, accountId)
  }
  const outcome = vm.run({
    code: found.code,
    method: call.method,
    storage: viewStorage(state, accountId),
    context: {
      chainId,
      currentAccountId: accountId,
      signerAccountId: accountId,
      signerPublicKey: new Uint8Array(33),
      predecessorAccountId: accountId,
      refundToAccountId: accountId,
      accountContract: vmContract(account),
      input: call.args,
      promiseResults: [],
      blockHeight: BigInt(block.header.height),
      blockTimestamp: block.header.timestamp,
      epochHeight: BigInt(block.header.epochHeight),
      accountBalance: account.amount,
      accountLockedBalance: account.locked,
      storageUsage: account.storageUsage,
      attachedDeposit: 0n,
      prepaidGas: BigInt(parameters.limits.maxGasBurntView),
      randomSeed: decodeHash(block.header.randomValue),
      isView: true,
      // A view makes no promises.
      dataId: () => new Uint8Array(32),
      yields: { has: () => false, dataIdOf: () => undefined },
      validatorStake: (id) => (id === validator.accountId ? validator.stake : 0n),
      validatorTotalStake: validator.stake,
    },
  })
  const { error, logs, returned } = outcome
  if (error) return failed(error, accountId)
  return { ok: true, value: returned.kind === 'value' ? returned.value : new Uint8Array(), logs }
}

function failed(error: VmError, accountId: string): ViewResult {
  return { ok: false, error: vmErrorText(error, accountId), vmError: vmErrorView(error, accountId) }
}
