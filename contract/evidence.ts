import { type AccountId, rootAccount } from '../protocol/account-id.ts'
import { encodeBase58 } from '../protocol/base58.ts'
import type { Testimony } from '../protocol/evidence.ts'
import { bytesToHex } from '../protocol/hex.ts'
import { isOpen } from '../protocol/policy.ts'
import { bytesAsKey } from './host.ts'
import type { Question } from './question.ts'
import { decodeAttestation, decodeForVerdict } from './state/attestation-record.ts'
import { readRecords } from './state/attestations.ts'
import { readOperator } from './state/operators.ts'

/** Looks up what the question's builders state on its recipes: one read for each pair, whatever else is stored. */
export function findEvidence({ recipes, builders }: Question): Testimony[] {
  const hashText = createHashWriter()
  return recipes.flatMap(({ recipe_id, id }) => {
    const records = readRecords(id, builders)
    const [first] = records
    if (first === undefined) return []
    // They follow from the recipe, and are therefore the same in every attestation on it.
    const recipe = decodeAttestation(first.record)
    const source_id = encodeBase58(recipe.source_id)
    const environment = bytesToHex(recipe.environment)

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

/** Makes a writer of code hashes that writes each once: most attestations have the same, and base58 is dear. */
function createHashWriter(): (hash: Uint8Array) => string {
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
