import { ProtocolError } from '../../protocol/errors.ts'
import { type Policy, policyDigest, readPolicy } from '../../protocol/policy.ts'
import { type PolicyId, readPolicyId } from '../../protocol/policy-id.ts'
import { readPolicyText } from '../../protocol/policy-text.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { policyByName } from '../../store/index.ts'
import { createBoundedCache } from '../caches/bounded-cache.ts'
import { andThen, type MaybePromise } from '../caches/maybe-promise.ts'
import { ApiError } from '../errors/errors.ts'
import { MAX_POLICY_TEXT } from '../limits/limits.ts'
import type { Mirror } from '../mirror/mirror.ts'

/** A policy as a query gives it: exactly one of the three. */
export type PolicyInput = {
  text?: string | null | undefined
  json?: unknown
  /** `owner/name` */
  id?: string | null | undefined
}

export type ReadPolicy = { policy: Policy; digest: string }

export type Policies = {
  /** Reads a policy, or finds the one that is in force under its id; throws an ApiError that says why it cannot. */
  read(input: PolicyInput): MaybePromise<ReadPolicy>
}

// Clients send one policy over and over; 1,000 of the largest take 16 MB.
const MAX_POLICIES = 1_000

/** Makes the reader of policies in queries; it remembers the ones it has read. */
export function createPolicies({ mirror }: { mirror: Mirror }): Policies {
  const byText = createBoundedCache<string, ReadPolicy>(MAX_POLICIES)
  const byJson = createBoundedCache<string, ReadPolicy>(MAX_POLICIES)
  // A batch asks for each of its accounts with the one object that came.
  const byObject = new WeakMap<object, ReadPolicy>()
  const byId = createBoundedCache<string, ReadPolicy>(MAX_POLICIES)

  const remember = (cache: typeof byText, key: string, read: () => Policy): ReadPolicy => {
    const known = cache.get(key)
    if (known !== undefined) return known
    const policy = read()
    const entry = { policy, digest: policyDigest(policy, portableHasher) }
    cache.set(key, entry)
    return entry
  }

  const find = (id: string): MaybePromise<ReadPolicy> => {
    const { owner, name } = readPolicyId(id, 'policy.id')
    return andThen(mirror.cursor(), async ({ data_version }) => {
      const key = `${owner}/${name} ${data_version}`
      const known = byId.get(key)
      if (known !== undefined) return known
      const row = await policyByName(await mirror.database(), owner, name)
      if (row === undefined) throw unknownPolicy({ owner, name })
      const entry = { policy: readPolicy(JSON.parse(row.policy_json)), digest: row.digest }
      byId.set(key, entry)
      return entry
    })
  }

  return {
    read({ text, json, id }) {
      try {
        if (typeof id === 'string') return find(id)
        if (typeof text === 'string') {
          if (text.length > MAX_POLICY_TEXT) {
            throw new ProtocolError(
              'policy',
              `must be at most ${MAX_POLICY_TEXT} characters long`,
              text.length,
            )
          }
          return remember(byText, text, () => readPolicyText(text))
        }
        const known = typeof json === 'object' && json !== null ? byObject.get(json) : undefined
        if (known !== undefined) return known
        // Read first: only a policy is known to be shallow enough to be written out.
        const policy = readPolicy(json)
        const entry = remember(byJson, JSON.stringify(policy), () => policy)
        // What has been read is an object.
        byObject.set(json as object, entry)
        return entry
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error
        const { field, message } = error
        throw new ApiError('INVALID_POLICY', message, { field }, { cause: error })
      }
    },
  }
}

function unknownPolicy({ owner, name }: PolicyId): ApiError {
  const id = `${owner}/${name}`
  return new ApiError('UNKNOWN_POLICY', `${owner} has no policy named ${name} in force.`, { id })
}
