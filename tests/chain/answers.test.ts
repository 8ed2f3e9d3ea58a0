import { AccountViewSchema, FinalExecutionOutcomeViewSchema } from '@near-js/jsonrpc-types'
import test from 'ava'
import { account, HASH, OTHER_HASH, transactionResult } from './answers.ts'

// The schemas are generated from nearcore's OpenAPI description, by others: they keep these tests' answers honest.

/** Spells the keys as those schemas do. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [
    /^[a-z]/.test(key) ? key.replace(/_./g, (text) => text.slice(1).toUpperCase()) : key,
    camel(inner),
  ])
  return Object.fromEntries(entries)
}

test("the account views of these tests have nearcore's form", (t) => {
  for (const view of [
    account(),
    account({ global_contract_hash: OTHER_HASH }),
    account({ global_contract_account_id: 'owner.near' }),
  ]) {
    t.deepEqual(AccountViewSchema().safeParse(camel(view)).error?.issues, undefined)
  }
  t.false(AccountViewSchema().safeParse(camel({ ...account(), amount: 7 })).success)
})

test("the outcomes of these tests have nearcore's form, but for the transaction's own fields", (t) => {
  const result = camel(transactionResult(HASH, { SuccessValue: '' }, ['a log']))
  const { error } = FinalExecutionOutcomeViewSchema().safeParse(result)
  const elsewhere = error?.issues.filter(({ path }) => path[0] !== 'transaction')
  t.deepEqual(elsewhere, [])
})
