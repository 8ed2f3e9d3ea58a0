import { resolve } from 'node:path'
import { createVm, type VmError, type VmPromise } from '../../devnet/vm/index.ts'
import { eventJsonOf } from '../../protocol/event.ts'
import { build } from '../../toolchain/index.ts'

// The compiled registry on devnet's virtual machine, with nothing around it but storage and a clock.

const root = resolve(import.meta.dirname, '../..')

/** Compiles the registry, or takes it from the cache that every test and the demo share. */
export const buildRegistry = () =>
  build({
    entry: resolve(root, 'contract/index.ts'),
    cacheDir: resolve(root, '.countersign/cache'),
  })

export const REGISTRY = 'registry.test.near'
/** Yocto a byte of storage. */
export const BYTE_COST = 10n ** 19n
const FUNDS = 10n ** 25n
const EMPTY_ACCOUNT_BYTES = 500_000n

export type Call = { as?: string; deposit?: bigint; view?: boolean; raw?: Uint8Array }

export type Result = {
  /** JSON that the method returned. */
  value: unknown
  /** Event texts that were logged. */
  events: string[]
  logs: string[]
  /** Yocto that the call sends back to its caller. */
  refund: bigint
  instructions: bigint
  error: VmError | undefined
  /** The sentence that the contract panicked with. */
  panic: string | undefined
}

export type TestRegistry = {
  call(method: string, args: unknown, call?: Call): Result
  /** Storage as text, to compare states. */
  state(): string
  storageBytes(): bigint
}

// One machine for all registries of a file: it compiles the module once.
const vm = createVm()

export function createRegistry(code: Uint8Array): TestRegistry {
  const entries = new Map<string, Uint8Array>()
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const storage = {
    get: (key: Uint8Array) => entries.get(hex(key)),
    set: (key: Uint8Array, value: Uint8Array) => void entries.set(hex(key), value.slice()),
    remove: (key: Uint8Array) => void entries.delete(hex(key)),
  }
  let usage = EMPTY_ACCOUNT_BYTES
  let height = 100n

  return {
    call(method, args, { as = 'acme.near', deposit = 0n, view = false, raw } = {}) {
      height += 1n
      const outcome = vm.run({
        code,
        method,
        storage,
        context: {
          currentAccountId: REGISTRY,
          signerAccountId: as,
          signerPublicKey: new Uint8Array(33),
          predecessorAccountId: as,
          input: raw ?? new TextEncoder().encode(args === undefined ? '' : JSON.stringify(args)),
          promiseResults: [],
          blockHeight: height,
          blockTimestamp: 1_700_000_000_000_000_000n + height,
          epochHeight: 1n,
          accountBalance: FUNDS + deposit,
          accountLockedBalance: 0n,
          storageUsage: usage,
          attachedDeposit: deposit,
          prepaidGas: 300_000_000_000_000n,
          randomSeed: new Uint8Array(32),
          isView: view,
        },
      })
      const { error, logs, returned, promises, instructions } = outcome
      if (error === undefined) usage += outcome.storageUsageDelta
      return {
        value:
          returned.kind === 'value'
            ? JSON.parse(Buffer.from(returned.value).toString())
            : undefined,
        events: logs.map(eventJsonOf).filter((json) => json !== undefined),
        logs,
        refund: error === undefined ? transferred(promises) : 0n,
        instructions,
        error,
        panic: panicOf(error),
      }
    },
    state: () =>
      [...entries]
        .map(([key, value]) => `${key} ${hex(value)}`)
        .sort()
        .join('\n'),
    storageBytes: () => usage - EMPTY_ACCOUNT_BYTES,
  }
}

function transferred(promises: readonly VmPromise[]): bigint {
  return promises
    .flatMap((promise) => (promise.kind === 'receipt' ? promise.actions : []))
    .reduce((sum, action) => sum + (action.type === 'Transfer' ? action.deposit : 0n), 0n)
}

function panicOf(error: VmError | undefined): string | undefined {
  const message = error !== undefined && 'message' in error ? error.message : undefined
  return message?.replace(/^Smart contract panicked: /, '')
}
