import type { VerdictAnswer } from '../../chain/index.ts'
import { type Answer, isAnswered, type Unanswered } from './answer.ts'

/** Writes answers for people: a line with the status for each account, and below it who stands where and what is missing. */
export function answersText(answers: readonly (Answer | Unanswered)[]): string {
  return answers.map((a) => (isAnswered(a) ? answerText(a) : unansweredText(a))).join('\n\n')
}

function answerText(answer: Answer): string {
  const { account_id, verdict } = answer
  const open = verdict.open ? '  (open policy: worth as much as accounts cost)' : ''
  const lines: [string, string][] = [
    ['code', codeText(answer)],
    ['supporting', buildersText(verdict.supporting)],
    ['dissenting', buildersText(verdict.dissenting)],
    ['failed', buildersText(verdict.failed)],
    ['silent', buildersText(verdict.silent)],
    ['equivocal', buildersText(verdict.equivocations)],
    ['missing', missingText(verdict)],
    ['policy', verdict.policy_digest],
    ['as of', `block ${verdict.as_of.block_height}, event ${verdict.as_of.seq}`],
  ]
  const shown = lines.filter(([, text]) => text !== '')
  return [
    `${verdict.status}  ${account_id}${open}`,
    ...shown.map(([name, text]) => `  ${name.padEnd(10)}  ${text}`),
  ].join('\n')
}

const unansweredText = ({ account_id, error }: Unanswered): string =>
  `UNANSWERED  ${account_id}\n  ${error}`

function codeText({ code_hash, code_source, global_account_id }: Answer): string {
  switch (code_source) {
    case 'unknown_account':
      return 'none: the account does not exist'
    case 'none':
      return 'none'
    case 'local':
      return `${code_hash}`
    case 'global_hash':
      return `${code_hash} (global contract, which nobody can change)`
    case 'global_account':
      return `${code_hash ?? 'none'} (global contract of ${global_account_id}, which can change it)`
  }
}

function buildersText(positions: readonly { operator: string | null; builder: string }[]): string {
  const named = positions.map(({ operator, builder }) =>
    operator === null || operator === builder ? builder : `${operator} (${builder})`,
  )
  return [...new Set(named)].join(', ')
}

function missingText({ missing, missing_environments }: VerdictAnswer): string {
  const parts = [
    missing > 0 ? `${missing} more ${missing === 1 ? 'operator' : 'operators'}` : '',
    missing_environments > 0
      ? `${missing_environments} more ${missing_environments === 1 ? 'environment' : 'environments'}`
      : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}
