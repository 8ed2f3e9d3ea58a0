import { encodeBase58 } from '../protocol/base58.ts'
import { evaluate, type Verdict } from '../protocol/verdict.ts'
import { findDeclaredOperators, findEvidence } from './evidence.ts'
import { currentHeight, currentTimestamp, hostHasher } from './host.ts'
import type { Question } from './question.ts'
import { readHead } from './state/head.ts'

/** Answers a question from what the registry holds now. */
export function answer(question: Question): Verdict {
  const { seq, head } = readHead()
  const subject = {
    code_hash: question.code_hash,
    account_id: question.account_id,
    declared_operators: findDeclaredOperators(question),
    as_of: {
      block_height: currentHeight(),
      block_hash: null,
      timestamp: currentTimestamp().toString(),
      seq,
      head: encodeBase58(head),
    },
  }
  return evaluate(question.policy, findEvidence(question), subject, hostHasher)
}
