import type { Limits } from '../../parameters/index.ts'
import type { VmStorage } from '../types.ts'

export type StorageBuffer = ReturnType<typeof createStorageBuffer>

/** Where nearcore would find a key: among what this call has changed, by nodes of its trie that the call has used before, or by others. */
export type Found = {
  value: Uint8Array | undefined
  from: 'changes' | 'known nodes' | 'trie'
}

type Entry = { key: Uint8Array; value: Uint8Array | undefined }

/**
 * Holds a call's writes back until it is known to have succeeded, and counts what they change in the account's storage. The keys and values given in are
 * copied; those given out must not be changed.
 */
export function createStorageBuffer(storage: VmStorage, limits: Limits) {
  const changed = new Map<string, Entry>()
  const seen = new Set<string>()
  let usageDelta = 0

  function find(key: Uint8Array): Found {
    const name = nameOf(key)
    const entry = changed.get(name)
    if (entry !== undefined) return { value: entry.value, from: 'changes' }
    const from = seen.has(name) ? 'known nodes' : 'trie'
    seen.add(name)
    return { value: storage.get(key), from }
  }

  return {
    /** Looks a key up. */
    find,
    write(key: Uint8Array, value: Uint8Array, old: Uint8Array | undefined): void {
      changed.set(nameOf(key), { key: key.slice(), value: value.slice() })
      usageDelta +=
        old === undefined
          ? key.length + value.length + limits.storageExtraBytesPerRecord
          : value.length - old.length
    },
    remove(key: Uint8Array, old: Uint8Array | undefined): void {
      changed.set(nameOf(key), { key: key.slice(), value: undefined })
      if (old === undefined) return
      usageDelta -= key.length + old.length + limits.storageExtraBytesPerRecord
    },
    usageDelta: () => usageDelta,
    /** Carries the writes out, in the order in which the keys were first changed. */
    apply(): void {
      for (const { key, value } of changed.values()) {
        if (value === undefined) storage.remove(key)
        else storage.set(key, value)
      }
    },
  }
}

/** Gives a string with one character for each byte, since maps do not compare arrays by content. */
function nameOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1')
}
