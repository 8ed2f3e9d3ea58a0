import { hostFaults } from './faults.ts'
import { type HostFunctions, query } from './host-function.ts'
import { type HostState, refuseInView } from './host-state.ts'
import type { Found } from './storage-buffer.ts'

/** Reads the key and checks its length. */
function readKey(state: HostState, pointer: bigint, length: bigint): Uint8Array {
  const key = state.memory.viewOrRegister(pointer, length)
  const limit = state.parameters.limits.maxLengthStorageKey
  if (key.length > limit) throw hostFaults.keyLengthExceeded(key.length, limit)
  return key
}

/** Pays for the trie nodes on the way to a key; the number is an estimate, see `trieNodesPerKey`. Reads go past the trie since 61. */
function payTrieNodes({ gas, parameters }: HostState, { from }: Found, isRead: boolean): void {
  const { instructions, features } = parameters
  if (from === 'changes' || (isRead && features.flatStorageReads)) return
  const isKnown = from === 'known nodes' && !features.flatStorageReads
  const cost = isKnown ? 'APPROXIMATED_READ_CACHED_TRIE_NODE' : 'APPROXIMATED_TOUCHING_TRIE_NODE'
  gas.payPer(cost, instructions.trieNodesPerKey)
}

function evict(state: HostState, old: Uint8Array | undefined, id: bigint): bigint {
  if (old === undefined) return 0n
  state.registers.write(BigInt.asUintN(64, id), old)
  return 1n
}

/** The storage API. The order of payments and checks is nearcore's. */
export const storageFunctions: HostFunctions = {
  storage_write: query(5, (state, keyLength, keyPointer, valueLength, valuePointer, id) => {
    const { gas, storage } = state
    gas.payBase('BASE')
    refuseInView(state, 'storage_write')
    gas.payBase('STORAGE_WRITE_BASE')
    const key = readKey(state, keyPointer, keyLength)
    const value = state.memory.viewOrRegister(valuePointer, valueLength)
    const limit = state.parameters.limits.maxLengthStorageValue
    if (value.length > limit) throw hostFaults.valueLengthExceeded(value.length, limit)
    gas.payPer('STORAGE_WRITE_KEY_BYTE', key.length)
    gas.payPer('STORAGE_WRITE_VALUE_BYTE', value.length)
    const found = storage.find(key)
    const old = found.value
    if (old !== undefined) gas.payPer('STORAGE_WRITE_EVICTED_BYTE', old.length)
    payTrieNodes(state, found, false)
    storage.write(key, value, old)
    return evict(state, old, id)
  }),

  storage_read: query(3, (state, keyLength, keyPointer, id) => {
    const { gas } = state
    gas.payBase('BASE')
    gas.payBase('STORAGE_READ_BASE')
    const key = readKey(state, keyPointer, keyLength)
    gas.payPer('STORAGE_READ_KEY_BYTE', key.length)
    const found = state.storage.find(key)
    payTrieNodes(state, found, true)
    const { value } = found
    if (value === undefined) return 0n
    gas.payPer('STORAGE_READ_VALUE_BYTE', value.length)
    if (value.length > state.parameters.limits.inlineValueThreshold) {
      gas.payBase('STORAGE_LARGE_READ_OVERHEAD_BASE')
      gas.payPer('STORAGE_LARGE_READ_OVERHEAD_BYTE', value.length)
    }
    state.registers.write(BigInt.asUintN(64, id), value)
    return 1n
  }),

  storage_remove: query(3, (state, keyLength, keyPointer, id) => {
    const { gas, storage } = state
    gas.payBase('BASE')
    refuseInView(state, 'storage_remove')
    gas.payBase('STORAGE_REMOVE_BASE')
    const key = readKey(state, keyPointer, keyLength)
    gas.payPer('STORAGE_REMOVE_KEY_BYTE', key.length)
    const found = storage.find(key)
    const old = found.value
    if (old !== undefined) gas.payPer('STORAGE_REMOVE_RET_VALUE_BYTE', old.length)
    payTrieNodes(state, found, false)
    storage.remove(key, old)
    return evict(state, old, id)
  }),

  storage_has_key: query(2, (state, keyLength, keyPointer) => {
    const { gas } = state
    gas.payBase('BASE')
    gas.payBase('STORAGE_HAS_KEY_BASE')
    const key = readKey(state, keyPointer, keyLength)
    gas.payPer('STORAGE_HAS_KEY_BYTE', key.length)
    const found = state.storage.find(key)
    payTrieNodes(state, found, true)
    return found.value === undefined ? 0n : 1n
  }),

  storage_iter_prefix: query(2, () => {
    throw hostFaults.deprecated('storage_iter_prefix')
  }),
  storage_iter_range: query(4, () => {
    throw hostFaults.deprecated('storage_iter_range')
  }),
  storage_iter_next: query(3, () => {
    throw hostFaults.deprecated('storage_iter_next')
  }),
}
