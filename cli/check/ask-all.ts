import type { AccountId } from '../../protocol/account-id.ts'
import type { Answer, Ask, Unanswered } from './answer.ts'

// Enough to hide the way to a node and back; free nodes allow some requests a second.
const AT_ONCE = 4

/** Asks about every account, some at a time, in their order; one that cannot be answered does not keep the others from it. */
export async function askAll(
  accountIds: readonly AccountId[],
  ask: Ask,
): Promise<(Answer | Unanswered)[]> {
  const answers: (Answer | Unanswered)[] = []
  for (let i = 0; i < accountIds.length; i += AT_ONCE) {
    answers.push(...(await Promise.all(accountIds.slice(i, i + AT_ONCE).map(askOne))))
  }
  return answers

  async function askOne(account_id: AccountId): Promise<Answer | Unanswered> {
    try {
      return await ask(account_id)
    } catch (error) {
      return { account_id, error: error instanceof Error ? error.message : String(error) }
    }
  }
}
