import type { AccountId } from './account-id.ts'
import type { Attestation } from './attestation.ts'
import type { CodeHash } from './code-hash.ts'
import type { SourceId } from './source.ts'

/** What the verdict needs to know of an attestation and its recipe. */
export type Testimony = Pick<
  Attestation,
  'builder' | 'recipe_id' | 'code_hash' | 'network' | 'seq' | 'timestamp'
> & {
  source_id: SourceId
  /** Image digest of the recipe's build environment, 64 hexadecimal digits. */
  environment: string
  /** The builder took the statement back. */
  withdrawn?: boolean
  /** The registry says that an earlier statement of the builder on this recipe had another hash. */
  equivocated?: boolean
}

/** An attestation with what the verdict needs to know of its recipe. */
export type Evidence = Attestation & Testimony

/** What the answer is good for: block and event up to which everything was seen. */
export type AsOf = {
  block_height: number
  /** null where it cannot be known: a contract does not see the hash of its own block. */
  block_hash: string | null
  /** Nanoseconds since 1970, decimal; the age of attestations is measured from it. */
  timestamp: string
  seq: number
  head: string
}

export type Subject = {
  code_hash: CodeHash
  /** The account that runs the code, if the question is about an account. */
  account_id?: AccountId | undefined
  /** Operators that accounts have declared for themselves; only an open policy asks. */
  declared_operators?: ReadonlyMap<AccountId, AccountId> | undefined
  as_of: AsOf
}
