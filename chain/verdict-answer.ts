import { z } from 'zod'
import { isAccountId } from '../protocol/account-id.ts'
import { isCodeHash } from '../protocol/code-hash.ts'

// A verdict as JSON, as the registry's view answers it. Texts go to terminals, so each is held to its form.

const accountId = z.string().refine(isAccountId, 'must be an account id')
const hash = z.string().refine(isCodeHash, 'must be 32 bytes in base58')
const count = z.int().nonnegative()
/** A name of the policy or, under an open policy, an account id. */
const operator = z.string().regex(/^[\w.-]{1,64}$/, 'must be the name of an operator')

const position = z.object({
  operator,
  builder: accountId,
  seq: count,
  recipe_id: hash,
  code_hash: hash.nullable(),
})

export const verdictAnswer = z.object({
  status: z.enum(['VERIFIED', 'PARTIAL', 'UNATTESTED', 'DISPUTED', 'NO_CODE', 'UNKNOWN_ACCOUNT']),
  policy_digest: hash,
  open: z.boolean(),
  supporting: z.array(position),
  dissenting: z.array(position),
  failed: z.array(position),
  silent: z.array(z.object({ operator, builder: accountId })),
  ignored: z.array(
    z.object({
      builder: accountId,
      seq: count,
      reason: z.enum(['NOT_IN_POLICY', 'WITHDRAWN', 'SUBJECT_ITSELF', 'TOO_OLD', 'NETWORK']),
    }),
  ),
  equivocations: z.array(
    z.object({ operator: operator.nullable(), builder: accountId, recipe_id: hash }),
  ),
  missing: count,
  missing_environments: count,
  as_of: z.object({
    block_height: count,
    block_hash: hash.nullable(),
    timestamp: z.string().regex(/^\d{1,20}$/),
    seq: count,
    head: hash,
  }),
})

/** A verdict without the trees of its quorum: who stands where, what is missing, and as of when. */
export type VerdictAnswer = z.infer<typeof verdictAnswer>
