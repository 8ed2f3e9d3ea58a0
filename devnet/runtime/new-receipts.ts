import { encodeHash } from '../primitives/hash.ts'
import { createPublicKey } from '../primitives/public-key.ts'
import { bySuffix } from '../state/by-suffix.ts'
import type {
  VmAction,
  VmGlobalContract,
  VmOutcome,
  VmPromise,
  VmResumption,
  VmReturn,
} from '../vm/types.ts'
import type { ReceiptContext, ReturnData } from './apply-context.ts'
import { dataKey } from './contract-storage.ts'
import { dataId } from './ids.ts'
import type { Action, ActionReceipt, GlobalContractId, NewReceipt } from './types.ts'

type Created = { receipts: NewReceipt[]; returned: ReturnData }

/**
 * Turns a contract's promises into receipts, joined by data ids: a callback waits for the data of those it depends on. What the contract has resumed follows
 * them.
 */
export function createReceipts(
  { block, receipt, totals }: ReceiptContext,
  { promises, returned, resumed }: VmOutcome,
  actionHash: string,
): Created {
  const receipts: NewReceipt<ActionReceipt>[] = []
  // Which receipts each promise stands for: one for a receipt, several for an `and`.
  const standsFor: number[][] = []
  let dataIds = 0

  const connect = (index: number, receiverId: string): string => {
    const id = dataId(actionHash, block.height, dataIds++)
    receipts[index]?.body.outputDataReceivers.push({ dataId: id, receiverId })
    return id
  }
  const inputsOf = ({ yielded, dependsOn, receiverId }: ReceiptPromise): string[] => {
    if (!yielded) {
      const sources = dependsOn.flatMap((index) => standsFor[index] ?? [])
      return sources.map((index) => connect(index, receiverId))
    }
    dataIds++
    return [encodeHash(yielded.dataId)]
  }

  for (const promise of promises) {
    if (promise.kind === 'and') {
      standsFor.push(promise.of.flatMap((index) => standsFor[index] ?? []))
      continue
    }
    const { receiverId, refundTo, yielded, actions } = promise
    const inputDataIds = inputsOf(promise)
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
        actions: actions.map(fromVmAction),
        refundTo: refundTo ?? null,
        ...(yielded ? { isPromiseYield: true } : {}),
      },
    })
  }
  const answers = resumed.map((resumption) => answer(receipt.receiverId, resumption))
  return {
    receipts: [...receipts, ...answers],
    returned: returnData(returned, standsFor, totals.newReceipts.length),
  }
}

type ReceiptPromise = Extract<VmPromise, { kind: 'receipt' }>

function answer(accountId: string, { dataId, payload }: VmResumption): NewReceipt {
  return {
    predecessorId: accountId,
    receiverId: accountId,
    body: { kind: 'data', dataId: encodeHash(dataId), data: payload, isPromiseResume: true },
  }
}

function returnData(returned: VmReturn, standsFor: number[][], before: number): ReturnData {
  if (returned.kind !== 'promise') return returned
  const index = standsFor[returned.index]?.[0]
  return index === undefined ? { kind: 'none' } : { kind: 'receipt', index: before + index }
}

function fromVmAction(action: VmAction): Action {
  switch (action.type) {
    case 'FunctionCall': {
      const { gasWeight: _shared, ...call } = action
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
    case 'DeployGlobalContract':
      return action
    case 'UseGlobalContract':
      return { type: action.type, contract: fromVmContract(action.contract) }
    case 'DeterministicStateInit': {
      const { contract, data, deposit } = action
      const entries = [...data].sort(bySuffix).map(([key, value]) => ({ key: dataKey(key), value }))
      const stateInit = { contract: fromVmContract(contract), data: entries }
      return { type: action.type, stateInit, deposit }
    }
  }
}

function fromVmContract(contract: VmGlobalContract): GlobalContractId {
  return contract.kind === 'global'
    ? { by: 'code_hash', codeHash: encodeHash(contract.hash) }
    : { by: 'account_id', accountId: contract.accountId }
}

function fromVmKey(bytes: Uint8Array): ReturnType<typeof createPublicKey> {
  return createPublicKey(bytes[0] === 1 ? 'secp256k1' : 'ed25519', bytes.slice(1))
}
