import { resolve } from 'node:path'
import type { GasProfile, VmError, VmPromise } from '../../devnet/vm/index.ts'
import { eventJsonOf } from '../../protocol/event.ts'
import { build } from '../../toolchain/index.ts'
import { createMachine } from '../support/machine.ts'
import { abiProblem } from './abi.ts'

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
  /** Yocto that the call sends away. */
  refund: bigint
  /** Accounts that the call sends something to. */
  refundedTo: string[]
  instructions: bigint
  /** Gas that was burnt, all told. */
  gas: bigint
  /** Where that gas went, by nearcore's cost names. */
  profile: GasProfile
  error: VmError | undefined
  /** The sentence that the contract panicked with. */
  panic: string | undefined
}

export type TestRegistry = {
  call(method: string, args: unknown, call?: Call): Result
  /** Storage as text, to compare states. */
  state(): string
  /** Writes to storage past the contract, whose usage is not counted. */
  put(key: Uint8Array, value: Uint8Array): void
  storageBytes(): bigint
  /** Storage balance in yocto, as the registry's own view tells it; null if the account is not registered. */
  balance(account: string): { total: bigint; available: bigint } | null
}

export function createRegistry(code: Uint8Array): TestRegistry {
  const machine = createMachine(code)
  let usage = EMPTY_ACCOUNT_BYTES
  let height = 100n

  const registry: TestRegistry = {
    call(method, args, { as = 'acme.near', deposit = 0n, view = false, raw } = {}) {
      height += 1n
      const { outcome, returned, panic } = machine.call(method, args, {
        currentAccountId: REGISTRY,
        signerAccountId: as,
        predecessorAccountId: as,
        ...(raw === undefined ? {} : { input: raw }),
        blockHeight: height,
        blockTimestamp: 1_700_000_000_000_000_000n + height,
        accountBalance: FUNDS + deposit,
        storageUsage: usage,
        attachedDeposit: deposit,
        isView: view,
      })
      const { error, logs, promises, instructions } = outcome
      const value: unknown = returned === undefined ? undefined : JSON.parse(returned)
      if (error === undefined) {
        usage += outcome.storageUsageDelta
        if (raw === undefined) requireAbi(method, 'args', args ?? {})
        requireAbi(method, 'result', value)
      }
      return {
        value,
        events: logs.map(eventJsonOf).filter((json) => json !== undefined),
        logs,
        refund: error === undefined ? transferred(promises) : 0n,
        refundedTo: promises.flatMap((p) => (p.kind === 'receipt' ? [p.receiverId] : [])),
        instructions,
        gas: outcome.gasBurnt,
        profile: outcome.profile,
        error,
        panic,
      }
    },
    state: () => machine.state(),
    put: (key, value) => machine.put(key, value),
    storageBytes: () => usage - EMPTY_ACCOUNT_BYTES,
    balance(account) {
      const { value } = registry.call('storage_balance_of', { account_id: account }, { view: true })
      const found = value as { total: string; available: string } | null
      return found && { total: BigInt(found.total), available: BigInt(found.available) }
    },
  }
  return registry
}

/** What the registry takes and answers is what its ABI says. */
function requireAbi(method: string, kind: 'args' | 'result', value: unknown): void {
  // Arguments are sent as JSON, which leaves out what is undefined.
  const problem = abiProblem(method, kind, JSON.parse(JSON.stringify(value)))
  if (problem !== undefined) throw new Error(`The ABI refuses ${kind} of ${method}: ${problem}`)
}

function transferred(promises: readonly VmPromise[]): bigint {
  return promises
    .flatMap((promise) => (promise.kind === 'receipt' ? promise.actions : []))
    .reduce((sum, action) => sum + (action.type === 'Transfer' ? action.deposit : 0n), 0n)
}
