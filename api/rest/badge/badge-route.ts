import { readAccountId } from '../../../protocol/account-id.ts'
import { readArgument } from '../../schema/arguments.ts'
import type { PolicyInput } from '../../verdicts/policies.ts'
import { type Answer, textAnswer } from '../answer.ts'
import type { AskSchema } from '../ask-schema.ts'
import type { Refusal } from '../error-answer.ts'
import { POLICY_NAMES, policyNeeded } from '../policy-query.ts'
import { readQuery } from '../query.ts'
import type { RestRequest, Route } from '../router.ts'
import { type Badge, badgeSvg } from './badge-svg.ts'
import { type BadgeVerdict, unknownBadge, verdictBadge } from './verdict-badge.ts'

// GitHub's image proxy keeps an image as long as this says. A page with a badge is opened far more often than a contract is upgraded, and
// a minute is a time that its readers can wait.
const MAX_AGE_S = 60
// An outage is not to be looked at for longer than it lasts.
const UNKNOWN_AGE_S = 10

/** Makes the route of the badge: a picture whatever happens, as image proxies show nothing else. */
export function badgeRoute({
  ask,
  refuse,
}: {
  ask: AskSchema
  refuse: (thrown: unknown) => Refusal
}): Route {
  const read = async ({ params, query }: RestRequest): Promise<Badge> => {
    const account = readArgument('account', (field) => readAccountId(params.account, field))
    const policy = policyNeeded(readQuery(query, POLICY_NAMES))
    const contract = await ask({
      field: 'contract',
      selection: { verdict: { status: true, open: true, missing: true, policyDigest: true } },
      args: { accountId: ['AccountId', account] },
      policy,
    })
    const verdict = contract?.verdict as BadgeVerdict & { policyDigest: string }
    return verdictBadge(verdict, { account, policy: nameOf(policy, verdict.policyDigest) })
  }

  return {
    path: '/badge/:account.svg',
    answer: async (request) => {
      try {
        return svgAnswer(await read(request), MAX_AGE_S)
      } catch (error) {
        const { code, message } = refuse(error).error
        return svgAnswer(unknownBadge(`${message} (${code})`), UNKNOWN_AGE_S)
      }
    },
  }
}

function nameOf({ id }: PolicyInput, digest: string): string {
  return typeof id === 'string' ? `the policy ${id}` : `the policy with digest ${digest}`
}

function svgAnswer(badge: Badge, maxAgeS: number): Answer {
  const answer = textAnswer(badgeSvg(badge), 'image/svg+xml; charset=utf-8', { maxAgeS })
  // Opened by itself, a picture is a page of this server; this one can do nothing.
  const headers = { ...answer.headers, 'content-security-policy': "default-src 'none'; sandbox" }
  return { ...answer, headers }
}
