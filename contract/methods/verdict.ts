import type { Verdict } from '../../protocol/verdict.ts'
import { answer, answerUnwritten } from '../answer.ts'
import { requireNoDeposit } from '../deposits.ts'
import { call, view } from '../method.ts'
import { QUESTION_FIELDS, readQuestion } from '../question.ts'

/**
 * Answers the verdict on a code hash under a policy, given or named by its id, over the given recipes.
 *
 * Null if there is no such policy; a recipe that nobody attested is one without statements.
 */
export const verdict = view(QUESTION_FIELDS, (args) => {
  const question = readQuestion(args)
  return question === null ? null : answer(question)
})

/**
 * Ends the call, and with it what depends on it, unless the verdict is VERIFIED. Answers `{status, policy_digest}`.
 *
 * Takes what `verdict` takes.
 */
export const require_verified = call(QUESTION_FIELDS, (args, { deposit }) => {
  requireNoDeposit(deposit)
  const question = readQuestion(args)
  if (question === null) {
    throw new Error(`NOT_VERIFIED: UNKNOWN_POLICY. There is no policy ${args.policy_id as string}.`)
  }
  const found = answerUnwritten(question)
  if (found.status !== 'VERIFIED') {
    const code_hash = args.code_hash as string
    throw new Error(`NOT_VERIFIED: ${found.status}. ${code_hash} ${reason(found)}`)
  }
  return { status: found.status, policy_digest: found.policy_digest }
})

// There can be 64, with ids of 64 bytes; the sentence stays short.
const NAMED_DISSENTERS = 3

function reason({ status, sources, dissenting, missing, missing_environments }: Verdict): string {
  if (status === 'DISPUTED') {
    const builders = [...new Set(dissenting.map(({ builder }) => builder))]
    const others = builders.length - NAMED_DISSENTERS
    const named = builders.slice(0, NAMED_DISSENTERS).join(', ')
    const who = others > 0 ? `${named} and ${counted(others, 'other')}` : named
    return `is disputed: ${who} got other bytes from the same recipe.`
  }
  if (status === 'UNATTESTED') return 'has no supporting attestation on these recipes.'
  const supporters = counted(sources[0]?.operators.length ?? 0, 'operator')
  const more =
    missing > 0
      ? counted(missing, 'more operator')
      : counted(missing_environments, 'more environment')
  return `is supported by ${supporters} of one source, and the policy asks for ${more}.`
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
