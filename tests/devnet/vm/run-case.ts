import { createHash } from 'node:crypto'
import { protocolParameters } from '../../../devnet/parameters/index.ts'
import {
  createVm,
  type VmAction,
  type VmError,
  type VmGlobalContract,
  type VmOutcome,
  type VmPromise,
} from '../../../devnet/vm/index.ts'
import {
  type CaseContext,
  type NearcoreError,
  type NearcoreOutcome,
  type NearcoreReceipt,
  USUAL_CONTEXT,
  type VmCase,
  withoutLongTexts,
} from '../../vectors/nearcore/vm-case.ts'

type Vm = ReturnType<typeof createVm>

/** Makes a VM for cases at a protocol version. The generator's storage is not a trie, so nothing is paid for trie nodes. */
export function createCaseVm(protocolVersion: number): Vm {
  const parameters = protocolParameters(protocolVersion)
  const instructions = { ...parameters.instructions, trieNodesPerKey: 0 }
  return createVm({ parameters: { ...parameters, instructions } })
}

/** Runs a case on devnet's VM and gives the outcome in the form in which the generator gives nearcore's. */
export function runCase(vm: Vm, one: VmCase): NearcoreOutcome {
  const before = new Map(Object.entries(one.storage ?? {}))
  const after = new Map(before)
  const context = { ...USUAL_CONTEXT, ...one.context }
  const outcome = vm.run({
    code: one.code,
    method: one.method,
    storage: {
      get(key) {
        const value = after.get(hex(key))
        return value === undefined ? undefined : bytes(value)
      },
      set: (key, value) => void after.set(hex(key), hex(value)),
      remove: (key) => void after.delete(hex(key)),
    },
    context: vmContext(context),
  })
  return withoutEmpty({
    burnt: String(outcome.gasBurnt),
    used: outcome.gasUsed === outcome.gasBurnt ? undefined : String(outcome.gasUsed),
    profile: Object.fromEntries(
      Object.entries(outcome.profile).map(([cost, gas]) => [cost, String(gas)]),
    ),
    logs: outcome.logs,
    ...(outcome.error
      ? { error: errorForm(outcome.error) }
      : successForm(outcome, context, before, after)),
  })
}

function vmContext(context: CaseContext): Parameters<Vm['run']>[0]['context'] {
  const deposit = BigInt(context.attachedDeposit)
  const stakes = new Map(Object.entries(context.validators))
  return {
    chainId: context.chainId,
    currentAccountId: context.currentAccountId,
    signerAccountId: context.signerAccountId,
    signerPublicKey: bytes(context.signerPublicKey),
    predecessorAccountId: context.predecessorAccountId,
    refundToAccountId: context.refundToAccountId,
    accountContract: { kind: 'none' },
    input: bytes(context.input),
    promiseResults: context.promiseResults.map((result) =>
      typeof result === 'string'
        ? { status: result }
        : { status: 'successful', value: bytes(result.successful) },
    ),
    blockHeight: BigInt(context.blockHeight),
    blockTimestamp: BigInt(context.blockTimestamp),
    epochHeight: BigInt(context.epochHeight),
    accountBalance: BigInt(context.accountBalance) + deposit,
    accountLockedBalance: BigInt(context.accountLockedBalance),
    storageUsage: BigInt(context.storageUsage),
    attachedDeposit: deposit,
    prepaidGas: BigInt(context.prepaidGas),
    randomSeed: bytes(context.randomSeed),
    isView: context.viewGas !== null,
    validatorStake: (id) => BigInt(stakes.get(id) ?? 0),
    validatorTotalStake: [...stakes.values()].reduce((sum, stake) => sum + BigInt(stake), 0n),
    outputDataReceivers: context.outputDataReceivers,
    dataId: (index) => createHash('sha256').update(littleEndian(index)).digest(),
    yields: { has: () => false, dataIdOf: () => undefined },
  }
}

function successForm(
  outcome: VmOutcome,
  context: CaseContext,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Partial<Record<keyof NearcoreOutcome, unknown>> {
  const { returned, promises } = outcome
  const had = BigInt(context.accountBalance) + BigInt(context.attachedDeposit)
  const delta = outcome.storageUsageDelta
  return {
    value: returned.kind === 'value' ? hex(returned.value) : undefined,
    receipt: returned.kind === 'promise' ? receiptNumber(promises, returned.index) : undefined,
    receipts: promises.flatMap((promise) => receiptForm(promises, promise)),
    resumed: outcome.resumed.map(({ dataId, payload }) => ({
      dataId: hex(dataId),
      data: hex(payload),
    })),
    writes: writes(before, after),
    balance: outcome.balance === had ? undefined : String(outcome.balance),
    subsidized: outcome.subsidy === 0n ? undefined : String(outcome.subsidy),
    storageUsage: delta === 0n ? undefined : String(BigInt(context.storageUsage) + delta),
  }
}

/** Gives a receipt's place among the receipts; devnet counts joint promises too. */
function receiptNumber(promises: readonly VmPromise[], index: number): number {
  return promises.slice(0, index).filter(({ kind }) => kind !== 'and').length
}

function receiptForm(promises: readonly VmPromise[], promise: VmPromise): NearcoreReceipt[] {
  if (promise.kind === 'and') return []
  const actions = promise.actions.map(actionForm)
  const { receiverId, dependsOn, refundTo, yielded } = promise
  const after = dependsOn.map((index) => receiptNumber(promises, index))
  return [
    {
      receiverId,
      ...(yielded ? { yield: yieldForm(yielded) } : { after }),
      ...(refundTo && { refundTo }),
      ...(actions.length > 0 && { actions }),
    },
  ]
}

type Yielded = NonNullable<Extract<VmPromise, { kind: 'receipt' }>['yielded']>

function yieldForm({ dataId, yieldId }: Yielded): NonNullable<NearcoreReceipt['yield']> {
  return { dataId: hex(dataId), ...(yieldId && { yieldId: hex(yieldId) }) }
}

function actionForm(action: VmAction): { type: string } & Record<string, unknown> {
  if (action.type === 'DeployGlobalContract') {
    const mode = action.mode === 'code_hash' ? 'CodeHash' : 'AccountId'
    return { type: action.type, code: hex(action.code), mode }
  }
  if (action.type === 'UseGlobalContract') {
    return { type: action.type, contract: contractForm(action.contract) }
  }
  if (action.type === 'DeterministicStateInit') return stateInitForm(action)
  const fields = Object.entries(action).map(([name, value]) => [name, plain(value)])
  return Object.fromEntries(fields) as { type: string } & Record<string, unknown>
}

function stateInitForm({
  contract,
  data,
  deposit,
}: Extract<VmAction, { type: 'DeterministicStateInit' }>) {
  const entries = [...data].map(([key, value]) => [
    Buffer.from(key, 'latin1').toString('hex'),
    hex(value),
  ])
  return {
    type: 'StateInit',
    contract: contractForm(contract),
    data: Object.fromEntries(entries) as Record<string, string>,
    deposit: String(deposit),
  }
}

function contractForm(contract: VmGlobalContract): Record<string, string> {
  return contract.kind === 'global'
    ? { codeHash: hex(contract.hash) }
    : { accountId: contract.accountId }
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Uint8Array ? hex(value) : value
}

function errorForm(error: VmError): NearcoreError {
  switch (error.type) {
    case 'CompilationError': {
      const kind = error.prepareError ? `PrepareError.${error.prepareError}` : error.kind
      return { type: error.type, kind, message: error.message }
    }
    case 'MethodResolveError':
      return { type: error.type, kind: error.kind, message: error.kind }
    case 'HostError':
    case 'WasmTrap':
      return { type: error.type, kind: error.kind, message: error.message }
    case 'ExecutionError':
      return linkErrorForm(error.message) ?? { type: error.type, kind: '', message: error.message }
  }
}

/** nearcore's runtime puts these words before a link error's. */
function linkErrorForm(message: string): NearcoreError | undefined {
  const words = 'Link Error: '
  if (!message.startsWith(words)) return undefined
  return { type: 'LinkError', kind: '', message: message.slice(words.length) }
}

function writes(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Record<string, string | null> {
  const changed = [...after].filter(([key, value]) => before.get(key) !== value)
  const gone = [...before.keys()].filter((key) => !after.has(key)).map((key) => [key, null])
  return Object.fromEntries([...changed, ...gone])
}

function withoutEmpty(fields: Readonly<Record<string, unknown>>): NearcoreOutcome {
  const filled = Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined && !(value instanceof Object && Object.keys(value).length === 0),
    ),
  )
  return withoutLongTexts(filled)
}

function littleEndian(value: number): Buffer {
  const encoded = Buffer.alloc(8)
  encoded.writeBigUInt64LE(BigInt(value))
  return encoded
}

function hex(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'hex')
}
