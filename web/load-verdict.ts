import type { ContractVerdictAnswer, VerdictParts } from './answers.gen.ts'
import { type Answer, type Ask, type Problem, problemAt } from './ask.ts'
import { CODE_VERDICT } from './documents/code.ts'
import { CONTRACT_VERDICT } from './documents/contract.ts'
import type { GivenPolicy } from './policy-choice.ts'

/** A verdict under the policy that was asked for, or why there is none. */
export type AskedVerdict = {
  verdict: VerdictParts | null
  policyInFull: ContractVerdictAnswer['policy']
  problem: Problem | null
  httpStatus: number
}

/** Asks for the verdict on what runs at an account. */
export async function loadContractVerdict(
  ask: Ask,
  account: string,
  policy: GivenPolicy,
): Promise<AskedVerdict> {
  const answer = await ask(CONTRACT_VERDICT, { account, policy: policy.input })
  return asked(answer, answer.data?.contract?.verdict ?? null, 'contract')
}

/** Asks for the verdict on code, wherever it runs. */
export async function loadCodeVerdict(
  ask: Ask,
  hash: string,
  policy: GivenPolicy,
): Promise<AskedVerdict> {
  const answer = await ask(CODE_VERDICT, { hash, policy: policy.input })
  return asked(answer, answer.data?.code?.verdict ?? null, 'code')
}

function asked(
  { data, problems }: Answer<{ policy: ContractVerdictAnswer['policy'] }>,
  verdict: VerdictParts | null,
  at: string,
): AskedVerdict {
  const problem = verdict === null ? (problemAt(problems, at) ?? problems[0] ?? null) : null
  return {
    verdict,
    policyInFull: data?.policy ?? null,
    problem,
    httpStatus: problem === null ? 200 : (STATUSES[problem.code] ?? 503),
  }
}

const STATUSES: Readonly<Record<string, number>> = {
  INVALID_POLICY: 400,
  INVALID_ARGUMENT: 400,
  UNKNOWN_POLICY: 404,
}
