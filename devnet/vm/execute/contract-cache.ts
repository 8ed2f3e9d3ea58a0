import { createHash } from 'node:crypto'
import { VmFault } from '../errors.ts'
import type { CompiledContract } from './compile.ts'

export type ContractCache = { get(code: Uint8Array): CompiledContract }

type Entry = { contract: CompiledContract } | { fault: VmFault }

/**
 * Keeps the `capacity` contracts that were used last, by the hash of their code, and refusals too. Hashing takes longer than a call, so the same array is
 * known by its identity.
 */
export function createContractCache(
  capacity: number,
  compile: (code: Uint8Array) => CompiledContract,
): ContractCache {
  const byHash = new Map<string, Entry>()
  const hashes = new WeakMap<Uint8Array, string>()

  function hashOf(code: Uint8Array): string {
    let hash = hashes.get(code)
    if (hash === undefined) {
      hash = createHash('sha256').update(code).digest('base64')
      hashes.set(code, hash)
    }
    return hash
  }

  function make(code: Uint8Array): Entry {
    try {
      return { contract: compile(code) }
    } catch (error) {
      if (error instanceof VmFault) return { fault: error }
      throw error
    }
  }

  return {
    get(code) {
      const hash = hashOf(code)
      const entry = byHash.get(hash) ?? make(code)
      // A map keeps the order of insertion, so the first key is the one not used for longest.
      byHash.delete(hash)
      byHash.set(hash, entry)
      if (byHash.size > capacity) byHash.delete(byHash.keys().next().value ?? '')
      if ('fault' in entry) throw entry.fault
      return entry.contract
    },
  }
}
