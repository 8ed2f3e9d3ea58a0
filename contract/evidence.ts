import { type AccountId, rootAccount } from '../protocol/account-id.ts'
import type { Testimony } from '../protocol/evidence.ts'
import { isOpen } from '../protocol/policy.ts'
import { bytesAsKey } from './host.ts'
import type { Question } from './question.ts'
import { decodeAttestation, decodeForVerdict } from './state/attestation-record.ts'
import { readRecords } from './state/attestations.ts'
import { readOperator } from './state/operators.ts'

/** Writes a hash, each as another text. */
export type HashText = (hash: Uint8Array) => string

/** Looks up what the question's builders state on its recipes: one read for each pair, whatever else is stored. */
export function findEvidence({ recipes, builders }: Question, hashText: HashText): Testimony[] {
  return recipes.flatMap(({ recipe_id, id }) => {
    const records = readRecords(id, builders)
    const [first] = records
    if (first === undefined) return []
    // They follow from the recipe, and are therefore the same in every attestation on it.
    const recipe = decodeAttestation(first.record)
    const source_id = hashText(recipe.source_id)
    // A verdict counts environments and shows none.
    const environment = bytesAsKey(recipe.environment)

    return records.map(({ builder, record }) => {
      const { network, equivocated, seq, timestamp, code_hash } = decodeForVerdict(record)
      return {
        builder,
        recipe_id,
        code_hash: code_hash === null ? null : hashText(code_hash),
        network,
        seq,
        timestamp: timestamp.toString(),
        source_id,
        environment,
        equivocated,
      }
    })
  })
}

/** Looks up the operators that an open policy asks for: those that the accounts in question, or their roots, have declared. */
export function findDeclaredOperators({ policy, builders, account_id }: Question) {
  const declared = new Map<AccountId, AccountId>()
  if (!isOpen(policy)) return declared
  const accounts = account_id === undefined ? builders : [account_id, ...builders]
  for (const account of new Set(accounts.flatMap((id) => [id, rootAccount(id)]))) {
    const operator = readOperator(account)
    if (operator !== null) declared.set(account, operator)
  }
  return declared
}
