import { encodeBase58 } from '../../protocol/base58.ts'
import { type EventKind, eventJson, type RegistryEvent } from '../../protocol/event.ts'
import { policyDigest, readPolicy } from '../../protocol/policy.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type Recipe, recipeId } from '../../protocol/recipe.ts'

/** One thing that somebody does with the registry; small numbers stand for who and what. */
export type Step = { kind: EventKind; who: number; what: number; value: number }

export const account = (n: number): string => `builder-${n}.operator-${n % 2}.near`

export const hashOf = (text: string): string =>
  encodeBase58(portableHasher.sha256(portableHasher.utf8(text)))

export const codeHash = (n: number): string => hashOf(`code ${n}`)

export function recipe(n: number): Recipe {
  // In the order of the canonical form, in which the registry writes it.
  return {
    build_command: ['cargo', 'near', 'build', `--features=${n}`],
    build_environment: `sourcescan/cargo-near:0.${n}.0@sha256:${String(n).padStart(64, '0')}`,
    contract_path: '',
    link: null,
    output_wasm_path: null,
    // Two recipes share a source.
    source_code_snapshot: `git+https://example.org/team/contract?rev=${String(n >> 1).padStart(40, 'a')}`,
  }
}

export const recipeIdOf = (n: number): string => recipeId(recipe(n), portableHasher)

/** Nanoseconds of a block, 600 ms apart. */
export const timestampOf = (height: number): string =>
  String(1_700_000_000_000_000_000n + BigInt(height) * 600_000_000n)

/** Makes a registry that writes the events of a real one: it numbers them, and refuses what there is nothing to do for. */
export function createMadeUpRegistry() {
  let seq = 0
  const live = new Set<string>()
  const versions = new Map<string, number>()

  return {
    /** Returns the event of a step in a block, or undefined if the registry refuses it. */
    event({ kind, who, what, value }: Step, height: number): RegistryEvent | undefined {
      const recorded = () => ({ seq: ++seq, block_height: height, timestamp: timestampOf(height) })
      const key = `${kind.startsWith('policy') ? 'policy' : 'recipe'} ${who} ${what}`
      if (kind === 'withdraw' || kind === 'policy_removed') {
        if (!live.delete(key)) return undefined
      } else if (kind !== 'operator_set') live.add(key)
      const builder = account(who)
      const name = `policy-${what}`

      switch (kind) {
        case 'attest': {
          const built = value > 0
          return {
            event: kind,
            data: {
              ...recorded(),
              builder,
              recipe_id: recipeIdOf(what),
              recipe: recipe(what),
              outcome: built ? 'built' : 'failed',
              code_hash: built ? codeHash(value) : null,
              platform: 'linux/amd64',
              network: 'fetch_then_none',
              tool: 'countersign/1.0.0',
              log_digest: value > 1 ? 'ab'.repeat(32) : null,
              provenance: 'onchain',
            },
          }
        }
        case 'withdraw': {
          const reason = value > 0 ? `größer 𝒳 "${value}"` : null
          return {
            event: kind,
            data: { ...recorded(), builder, recipe_id: recipeIdOf(what), reason },
          }
        }
        case 'policy_set': {
          const policy = readPolicy({ anyone: value + 1 })
          const policy_version = (versions.get(key) ?? 0) + 1
          versions.set(key, policy_version)
          const digest = policyDigest(policy, portableHasher)
          return {
            event: kind,
            data: { ...recorded(), owner: builder, name, policy_version, digest, policy },
          }
        }
        case 'policy_removed':
          return { event: kind, data: { ...recorded(), owner: builder, name } }
        case 'operator_set': {
          const operator = value > 0 ? `operator-${value}.near` : null
          return { event: kind, data: { ...recorded(), account: builder, operator } }
        }
      }
    },
  }
}

export const logLine = (event: RegistryEvent): string => `EVENT_JSON:${eventJson(event)}`
