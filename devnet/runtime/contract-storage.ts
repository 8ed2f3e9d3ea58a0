import type { StateUpdate } from '../state/state-update.ts'
import type { StateReader } from '../state/types.ts'
import type { VmStorage } from '../vm/types.ts'

/** A contract's own keys, which can be any bytes, as state suffixes: one character a byte keeps their order. */
export function dataSuffix(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')
}

export function dataKey(suffix: string): Uint8Array {
  return new Uint8Array(Buffer.from(suffix, 'latin1'))
}

/** Shows an account's data to a contract that may change it. */
export function contractStorage(state: StateUpdate, accountId: string): VmStorage {
  return {
    get: (key) => state.get('data', accountId, dataSuffix(key)),
    set: (key, value) => state.set('data', accountId, dataSuffix(key), value),
    remove: (key) => state.remove('data', accountId, dataSuffix(key)),
  }
}

/** Shows an account's data to a view call. Views have no writes: the VM refuses them before they come here. */
export function viewStorage(state: StateReader, accountId: string): VmStorage {
  const refuse = (): never => {
    throw new Error(`a view call of ${accountId} tried to write`)
  }
  return {
    get: (key) => state.get('data', accountId, dataSuffix(key)),
    set: refuse,
    remove: refuse,
  }
}
