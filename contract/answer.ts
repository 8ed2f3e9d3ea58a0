import { encodeBase58 } from '../protocol/base58.ts'
import { evaluate, type Verdict } from '../protocol/verdict.ts'
import { findDeclaredOperators, findEvidence, type HashText } from './evidence.ts'
import { bytesAsKey, currentHeight, currentTimestamp, hostHasher } from './host.ts'
import type { Question } from './question.ts'
import { readHead } from './state/head.ts'

/** Answers a question from what the registry holds now, to be read by others. */
export const answer = (question: Question): Verdict => judge(question, createBase58Writer())

/**
 * Answers a question as `answer` does, but with code hashes, source ids and head as they are, a character a byte.
 *
 * A verdict only compares them, and writing one in base58 costs as much as looking up two attestations.
 */
export const answerUnwritten = (question: Question): Verdict => judge(question, bytesAsKey)

function judge(question: Question, hashText: HashText): Verdict {
  const { seq, head } = readHead()
  const subject = {
    code_hash: hashText(question.code_hash),
    account_id: question.account_id,
    declared_operators: findDeclaredOperators(question),
    as_of: {
      block_height: currentHeight(),
      block_hash: null,
      timestamp: currentTimestamp().toString(),
      seq,
      head: hashText(head),
    },
  }
  return evaluate(question.policy, findEvidence(question, hashText), subject, hostHasher)
}

/** Makes a writer that writes each hash once: most attestations have the same. */
function createBase58Writer(): HashText {
  const written = new Map<string, string>()
  return (hash) => {
    const key = bytesAsKey(hash)
    const known = written.get(key)
    if (known !== undefined) return known
    const text = encodeBase58(hash)
    written.set(key, text)
    return text
  }
}
