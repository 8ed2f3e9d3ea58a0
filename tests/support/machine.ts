import { createVm, type VmContext, type VmOutcome } from '../../devnet/vm/index.ts'

/** A contract on devnet's virtual machine, with nothing around it but its storage. */
export type Machine = {
  call(method: string, args?: unknown, context?: Partial<VmContext>): CallResult
  /** Storage as text, to compare states. */
  state(): string
  /** Writes to storage past the contract. */
  put(key: Uint8Array, value: Uint8Array): void
}

export type CallResult = {
  /** What the method returned, as text. */
  returned: string | undefined
  logs: string[]
  panic: string | undefined
  instructions: bigint
  outcome: VmOutcome
}

const NONE = new Uint8Array()

const YOCTO_PER_NEAR = 10n ** 24n

const CONTEXT: VmContext = {
  chainId: 'localnet',
  currentAccountId: 'contract.near',
  signerAccountId: 'alice.near',
  signerPublicKey: new Uint8Array(33),
  predecessorAccountId: 'alice.near',
  refundToAccountId: 'alice.near',
  accountContract: { kind: 'none' },
  input: new Uint8Array(),
  promiseResults: [],
  blockHeight: 100n,
  blockTimestamp: 1_700_000_000_000_000_000n,
  epochHeight: 1n,
  accountBalance: 1_000n * YOCTO_PER_NEAR,
  accountLockedBalance: 0n,
  storageUsage: 500_000n,
  attachedDeposit: 0n,
  prepaidGas: 300_000_000_000_000n,
  randomSeed: new Uint8Array(32).fill(7),
  isView: false,
  dataId: (index) => new Uint8Array(32).fill(index),
  yields: { has: () => false, dataIdOf: () => undefined },
}

// One machine for all contracts of a file: it compiles each once.
const vm = createVm()

export function createMachine(code: Uint8Array): Machine {
  const entries = new Map<string, Uint8Array>()
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const storage = {
    get: (key: Uint8Array) => entries.get(hex(key)),
    set: (key: Uint8Array, value: Uint8Array) => void entries.set(hex(key), value.slice()),
    remove: (key: Uint8Array) => void entries.delete(hex(key)),
  }
  return {
    call(method, args, context = {}) {
      const input = new TextEncoder().encode(args === undefined ? '' : JSON.stringify(args))
      const outcome = vm.run({ code, method, storage, context: { ...CONTEXT, input, ...context } })
      const { error, logs, returned, instructions } = outcome
      const text =
        returned.kind === 'value' ? Buffer.from(returned.value).toString('utf8') : undefined
      const message = error !== undefined && 'message' in error ? error.message : error?.kind
      const panic = message?.replace(/^Smart contract panicked: /, '')
      return { returned: text, logs, panic, instructions, outcome }
    },
    put: storage.set,
    state: () =>
      JSON.stringify([...entries.keys()].sort().map((key) => [key, hex(entries.get(key) ?? NONE)])),
  }
}
