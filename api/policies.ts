import { ProtocolError } from '../protocol/errors.ts'
import { type Policy, policyDigest, readPolicy } from '../protocol/policy.ts'
import { readPolicyText } from '../protocol/policy-text.ts'
import { portableHasher } from '../protocol/portable-hasher.ts'
import { createBoundedCache } from './bounded-cache.ts'
import { ApiError } from './errors.ts'
import { MAX_POLICY_TEXT } from './limits.ts'

/** A policy as a query gives it: exactly one of the two. */
export type PolicyInput = { text?: string | null | undefined; json?: unknown }

export type ReadPolicy = { policy: Policy; digest: string }

export type Policies = { read(input: PolicyInput): ReadPolicy }

// Clients send one policy over and over; 1,000 of the largest take 16 MB.
const MAX_POLICIES = 1_000

/** Makes the reader of policies in queries; it remembers the ones it has read. */
export function createPolicies(): Policies {
  const byText = createBoundedCache<string, ReadPolicy>(MAX_POLICIES)
  const byJson = createBoundedCache<string, ReadPolicy>(MAX_POLICIES)

  const remember = (cache: typeof byText, key: string, read: () => Policy): ReadPolicy => {
    const known = cache.get(key)
    if (known !== undefined) return known
    const policy = read()
    const entry = { policy, digest: policyDigest(policy, portableHasher) }
    cache.set(key, entry)
    return entry
  }

  return {
    read({ text, json }) {
      try {
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
        // Read first: only a policy is known to be shallow enough to be written out.
        const policy = readPolicy(json)
        return remember(byJson, JSON.stringify(policy), () => policy)
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error
        const { field, message } = error
        throw new ApiError('INVALID_POLICY', message, { field }, { cause: error })
      }
    },
  }
}
