import { basename, join } from 'node:path'
import type { ExecutionContext } from 'ava'
import type { VmPromise } from '../../../devnet/vm/index.ts'
import { type BuildResult, build } from '../../../toolchain/index.ts'
import { type CallResult, createMachine, type Machine } from '../../support/machine.ts'
import { engineCacheDir, root } from './folders.ts'

/** One contract built in both ways. */
export type Twins = { preinitialised: BuildResult; stock: BuildResult }

/** Builds a contract of tests/fixtures/contracts in both ways. */
export async function buildTwins(name: string, cacheDir: string): Promise<Twins> {
  const entry = join(root, 'tests/fixtures/contracts', basename(name))
  const shared = { entry, cacheDir, engineCacheDir }
  return { preinitialised: await build(shared), stock: await build({ ...shared, mode: 'stock' }) }
}

/** Both builds, each with a storage of its own, to be called as one. */
export type TwinMachine = {
  /** Calls both; the test fails unless they return, log, promise, store and panic alike. Gives the answer. */
  call: (...call: Parameters<Machine['call']>) => CallResult
  state: () => string
}

export function createTwinMachine(
  t: ExecutionContext,
  { preinitialised, stock }: Twins,
): TwinMachine {
  const [ours, theirs] = [createMachine(preinitialised.wasm), createMachine(stock.wasm)]
  return {
    call: (method, ...rest) => {
      const [mine, other] = [ours.call(method, ...rest), theirs.call(method, ...rest)]
      const said = `${method} ${JSON.stringify(rest[0])}`
      t.deepEqual(visible(mine), visible(other), said)
      t.is(ours.state(), theirs.state(), said)
      return mine
    },
    state: () => ours.state(),
  }
}

function visible({ logs, panic, outcome }: CallResult) {
  const { returned, promises, balance, storageUsageDelta } = outcome
  // near-sdk-js adds the stack to the message of a panic; a pre-initialised contract has no line numbers to show.
  const [message] = panic?.split('\n') ?? []
  return {
    logs,
    returned,
    promises: promises.map(withoutLeftGas),
    balance,
    storageUsageDelta,
    message,
  }
}

/** What a weight gets is what the call left, which is the difference that is wanted. */
function withoutLeftGas(promise: VmPromise): VmPromise {
  if (promise.kind !== 'receipt') return promise
  const actions = promise.actions.map((action) =>
    action.type === 'FunctionCall' && action.gasWeight > 0n ? { ...action, gas: 0n } : action,
  )
  return { ...promise, actions }
}
