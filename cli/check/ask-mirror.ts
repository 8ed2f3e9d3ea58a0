import { z } from 'zod'
import { verdictAnswer } from '../../chain/index.ts'
import { isAccountId } from '../../protocol/account-id.ts'
import { isCodeHash } from '../../protocol/code-hash.ts'
import type { Ask } from './answer.ts'
import type { GivenPolicy } from './policy.ts'

const POSITION = 'operator builder seq recipe_id: recipeId code_hash: codeHash'

// Aliases give the answer the form that the registry's own view has.
const QUERY = `query Check($account: AccountId!, $policy: PolicyInput!) {
  contract(accountId: $account) {
    account_id: accountId code_hash: codeHash code_source: codeSource global_account_id: globalAccountId
    verdict(policy: $policy) {
      status open policy_digest: policyDigest missing missing_environments: missingEnvironments
      supporting { ${POSITION} } dissenting { ${POSITION} } failed { ${POSITION} }
      silent { operator builder } ignored { builder seq reason }
      equivocations { operator builder recipe_id: recipeId }
      as_of: asOf { block_height: blockHeight block_hash: blockHash timestamp seq head }
    }
  }
}`

const KINDS = ['local', 'global_hash', 'global_account', 'none', 'unknown_account'] as const

const accountId = z.string().refine(isAccountId, 'must be an account id')

const answer = z.object({
  account_id: accountId,
  code_hash: z.string().refine(isCodeHash, 'must be 32 bytes in base58').nullable(),
  code_source: z.string().toLowerCase().pipe(z.enum(KINDS)),
  global_account_id: accountId.nullable(),
  verdict: verdictAnswer,
})

const response = z.object({
  data: z.object({ contract: z.unknown() }).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
})

// A mirror answers from memory or a database; more than this is a dead connection.
const TIMEOUT_MS = 30_000

/** Makes a function that asks a mirror's GraphQL API, which is trusted with the answer. */
export function createMirrorAsk({
  url,
  policy,
  signal,
  fetch = globalThis.fetch,
}: {
  url: string
  policy: GivenPolicy
  signal: AbortSignal
  fetch?: typeof globalThis.fetch
}): Ask {
  const input = 'id' in policy ? policy : { json: policy }
  return async (account) => {
    const body = JSON.stringify({ query: QUERY, variables: { account, policy: input } })
    const text = await post(body)
    const { data, errors = [] } = parse(text)
    const [error] = errors
    if (error !== undefined) throw new Error(`${url} answers: ${printable(error.message)}`)
    const parsed = answer.safeParse(data?.contract)
    if (parsed.success && parsed.data.account_id === account) return parsed.data
    const [issue] = parsed.error?.issues ?? []
    const where =
      issue === undefined ? 'another account' : `${issue.path.join('.')}: ${issue.message}`
    throw new Error(`${url} does not answer as a mirror of Countersign does (${where}).`)
  }

  async function post(body: string): Promise<string> {
    try {
      const answered = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      return await answered.text()
    } catch (cause) {
      const reason = cause instanceof Error ? (cause.cause ?? cause) : cause
      throw new Error(`${url} cannot be asked: ${String((reason as Error).message ?? reason)}.`, {
        cause,
      })
    }
  }

  function parse(text: string): z.infer<typeof response> {
    try {
      return response.parse(JSON.parse(text))
    } catch (cause) {
      throw new Error(`${url} does not answer in GraphQL's JSON.`, { cause })
    }
  }
}

// Longer messages are no help, and a stranger's control characters are none either.
const MAX_SHOWN = 500

const printable = (text: string): string => text.replaceAll(/[^\P{C}]/gu, ' ').slice(0, MAX_SHOWN)
