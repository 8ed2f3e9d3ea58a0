import { readAccountId } from '../../protocol/account-id.ts'
import { readCodeHash } from '../../protocol/code-hash.ts'
import { readArgument } from '../schema/arguments.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import type { AskSchema, Question } from './ask-schema.ts'
import type { SummarizeCode } from './code-summary.ts'
import { CODE, CONTRACT } from './fields.ts'
import { POLICY_NAMES, policyOf } from './policy-query.ts'
import { invalid, readQuery } from './query.ts'
import type { RestRequest, Route } from './router.ts'
import { narrow, pick, type Selection } from './selection.ts'

// An upgrade is seen three seconds after it is final (deployed-code.ts), so nobody is told anything older than twice that.
const MAX_AGE_S = 3

/** What an answer says that names no policy. */
export const NO_POLICY =
  'There is no verdict without a policy, since who counts is for you to say: add policy=owner/name, policyText=… or anyone=2.'

type Deps = { ask: AskSchema; summarize: SummarizeCode }

/** Makes the routes that answer for an account and for a code hash. */
export function codeRoutes({ ask, summarize }: Deps): Route[] {
  return [
    {
      path: '/v1/contracts/:account',
      answer: async (request) => {
        const account = readArgument('account', (field) =>
          readAccountId(request.params.account, field),
        )
        const wanted = readWanted(request, CONTRACT)
        const args = { accountId: ['AccountId', account] } as const
        // The summary is asked for by the code hash, whether that is wanted itself or not.
        const selection = { codeHash: true, ...without(wanted.selection, 'code') } as const
        const contract = await ask({ field: 'contract', selection, args, ...wanted.policy })
        const codeHash = contract?.codeHash as string | null
        const summarized = 'code' in wanted.selection && codeHash !== null
        return answerOf(wanted, {
          ...contract,
          code: summarized ? await summarize(codeHash) : null,
        })
      },
    },
    {
      path: '/v1/code/:hash',
      answer: async (request) => {
        const hash = readArgument('hash', (field) => readCodeHash(request.params.hash, field))
        const wanted = readWanted(request, CODE)
        const { attestations, recipes, ...asked } = wanted.selection
        const args = { hash: ['Hash', hash] } as const
        // One field at least, or there is no query.
        const selection = { hash: true, ...asked } as const
        const code = await ask({ field: 'code', selection, args, ...wanted.policy })
        const summarized = attestations !== undefined || recipes !== undefined
        return answerOf(wanted, { ...(summarized && (await summarize(hash))), ...code })
      },
    },
  ]
}

type Wanted = {
  selection: Selection
  policy: Pick<Question, 'policy'>
  /** A verdict would be in the answer if there were a policy. */
  withoutPolicy: boolean
  chosen: boolean
}

function readWanted({ query }: RestRequest, all: Selection): Wanted {
  const given = readQuery(query, ['fields', 'omit', ...POLICY_NAMES])
  const policy = policyOf(given)
  const selection = narrow(all, given)
  const wantsVerdict = 'verdict' in selection
  const chosen = given.fields !== undefined
  if (policy !== undefined || !wantsVerdict) {
    return { selection, policy: { policy }, withoutPolicy: false, chosen }
  }
  if (chosen) throw invalid('fields', `asks for a verdict, and there is no policy. ${NO_POLICY}`)
  return { selection: without(selection, 'verdict'), policy: {}, withoutPolicy: true, chosen }
}

function without(selection: Selection, field: string): Selection {
  const { [field]: _, ...rest } = selection
  return rest
}

function answerOf({ selection, withoutPolicy, chosen }: Wanted, value: unknown): Answer {
  const picked = pick(value, selection) as Record<string, unknown>
  const body = withoutPolicy ? { ...picked, verdict: null, hint: NO_POLICY } : picked
  return jsonAnswer(body, { maxAgeS: MAX_AGE_S, tagOf: chosen ? undefined : steady(body) })
}

/** Writes an answer without the blocks that it is good for: they move on all the time, and everything else stays the same. */
function steady(body: Record<string, unknown>): string {
  const { blockHeight: _, blockHash: __, ...rest } = body
  return JSON.stringify(rest, (key, value: unknown) => (key === 'asOf' ? undefined : value))
}
