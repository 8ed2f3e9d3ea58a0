import type { Verdict } from '../../protocol/verdict.ts'
import { answer } from '../answer.ts'
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
  const found = answer(question)
  if (found.status !== 'VERIFIED') throw new Error(notVerified(found))
  return { status: found.status, policy_digest: found.policy_digest }
})

function notVerified(found: Verdict): string {
  const { status, code_hash } = found
  return `NOT_VERIFIED: ${status}. ${code_hash} ${reason(found)}`
}

function reason({ status, sources, dissenting, missing, missing_environments }: Verdict): string {
  const supporters = sources[0]?.operators.length ?? 0
  if (status === 'DISPUTED') {
    return `is disputed: ${dissenting.map(({ builder }) => builder).join(', ')} got other bytes from the same recipe.`
  }
  if (status === 'UNATTESTED') return 'has no supporting attestation on these recipes.'
  const more =
    missing > 0 ? `${missing} more operators` : `${missing_environments} more environments`
  return `is supported by ${supporters} operators of one source, and the policy asks for ${more}.`
}
