import { createPublicKey } from '../primitives/public-key.ts'
import type { VmAction, VmOutcome, VmReturn } from '../vm/types.ts'
import type { ReceiptContext, ReturnData } from './apply-context.ts'
import { dataId } from './ids.ts'
import type { Action, ActionReceipt, NewReceipt } from './types.ts'

type Created = {
  receipts: NewReceipt<ActionReceipt>[]
  returned: ReturnData
  /** Gas that was left and went to calls with a weight. */
  distributedGas: bigint
}

type WeightedCall = { call: Extract<Action, { type: 'FunctionCall' }>; weight: bigint }

/** Turns a contract's promises into receipts, joined by data ids: a callback waits for the data of those it depends on. */
export function createReceipts(
  { block, receipt, totals }: ReceiptContext,
  { promises, returned }: VmOutcome,
  { actionHash, unusedGas }: { actionHash: string; unusedGas: bigint },
): Created {
  const receipts: NewReceipt<ActionReceipt>[] = []
  // Which receipts each promise stands for: one for a receipt, several for an `and`.
  const standsFor: number[][] = []
  const weighted: WeightedCall[] = []
  let dataIds = 0

  const connect = (index: number, receiverId: string): string | undefined => {
    const id = dataId(actionHash, block.height, dataIds++)
    receipts[index]?.body.outputDataReceivers.push({ dataId: id, receiverId })
    return id
  }

  for (const promise of promises) {
    if (promise.kind === 'and') {
      standsFor.push(promise.of.flatMap((index) => standsFor[index] ?? []))
      continue
    }
    const { receiverId } = promise
    const inputs = promise.dependsOn.flatMap((index) => standsFor[index] ?? [])
    const inputDataIds = inputs.flatMap((index) => connect(index, receiverId) ?? [])
    const actions = promise.actions.map((action) => fromVmAction(action, weighted))
    standsFor.push([receipts.length])
    receipts.push({
      predecessorId: receipt.receiverId,
      receiverId,
      body: {
        kind: 'action',
        signerId: receipt.body.signerId,
        signerPublicKey: receipt.body.signerPublicKey,
        gasPrice: receipt.body.gasPrice,
        outputDataReceivers: [],
        inputDataIds,
        actions,
      },
    })
  }
  return {
    receipts,
    returned: returnData(returned, standsFor, totals.newReceipts.length),
    distributedGas: distributeGas(weighted, unusedGas),
  }
}

function returnData(returned: VmReturn, standsFor: number[][], before: number): ReturnData {
  if (returned.kind !== 'promise') return returned
  const index = standsFor[returned.index]?.[0]
  return index === undefined ? { kind: 'none' } : { kind: 'receipt', index: before + index }
}

/** Shares gas by weight; what does not divide goes to the last. Gives what was shared. Source: nearcore `ReceiptManager::distribute_gas`. */
function distributeGas(weighted: readonly WeightedCall[], unusedGas: bigint): bigint {
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0n)
  const last = weighted.at(-1)
  if (total === 0n || !last) return 0n
  let left = unusedGas
  for (const { call, weight } of weighted) {
    const share = (unusedGas * weight) / total
    call.gas += share
    left -= share
  }
  last.call.gas += left
  return unusedGas
}

function fromVmAction(action: VmAction, weighted: WeightedCall[]): Action {
  switch (action.type) {
    case 'FunctionCall': {
      const { gasWeight, ...rest } = action
      const call = { ...rest }
      if (gasWeight > 0n) weighted.push({ call, weight: gasWeight })
      return call
    }
    case 'Stake':
      return { ...action, publicKey: fromVmKey(action.publicKey) }
    case 'AddFullAccessKey': {
      const accessKey = { nonce: action.nonce, permission: 'full' as const }
      return { type: 'AddKey', publicKey: fromVmKey(action.publicKey), accessKey }
    }
    case 'AddFunctionCallKey': {
      const { nonce, allowance, receiverId, methodNames } = action
      const accessKey = { nonce, permission: { allowance, receiverId, methodNames } }
      return { type: 'AddKey', publicKey: fromVmKey(action.publicKey), accessKey }
    }
    case 'DeleteKey':
      return { type: 'DeleteKey', publicKey: fromVmKey(action.publicKey) }
    case 'CreateAccount':
    case 'DeployContract':
    case 'Transfer':
    case 'DeleteAccount':
      return action
  }
}

function fromVmKey(bytes: Uint8Array): ReturnType<typeof createPublicKey> {
  return createPublicKey(bytes[0] === 1 ? 'secp256k1' : 'ed25519', bytes.slice(1))
}
