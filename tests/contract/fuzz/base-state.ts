import { createRegistry, type TestRegistry } from '../registry.ts'
import { built } from '../statements.ts'

// The state that every fuzzed call begins with: something is stored for each method to find.

export const BUILDER = 'acme.near'
/** Has invited the builder. */
export const GUILD = 'guild.near'
/** Registered, and nothing more. */
export const IDLE = 'idle.near'
/** Name of the builder's policy. */
export const HOUSE = 'house'

// Of all four together the registry's own account has ten times as much.
const RICH = 10n ** 23n

/** Makes a function that gives a registry in its base state, as often as it is called. */
export function createBaseState(code: Uint8Array): () => TestRegistry {
  const first = createRegistry(code)
  const policy = { operators: [{ name: 'acme', accounts: [BUILDER] }], quorum: 'acme' }
  const steps: [string, object, string][] = [
    ['attest', built, BUILDER],
    ['set_policy', { name: HOUSE, policy }, BUILDER],
    ['invite', { account: BUILDER }, GUILD],
    ['storage_deposit', {}, IDLE],
  ]
  for (const [method, args, as] of steps) {
    const { panic } = first.call(method, args, { as, deposit: RICH })
    if (panic !== undefined) throw new Error(panic)
  }
  const rows = (JSON.parse(first.state()) as [string, string][]).map(
    ([key, value]) => [Buffer.from(key, 'hex'), Buffer.from(value, 'hex')] as const,
  )
  return () => {
    const registry = createRegistry(code)
    for (const [key, value] of rows) registry.put(key, value)
    return registry
  }
}
