import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { canonicalJson, type Json } from '../../protocol/canonical-json.ts'
import { policyDigest, readPolicy } from '../../protocol/policy.ts'
import { readPolicyId } from '../../protocol/policy-id.ts'
import { formatPolicyText, readPolicyText } from '../../protocol/policy-text.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { policyJson } from '../support/policies.ts'

testProp('a policy is the same after text, JSON and canonical JSON', [policyJson], (t, json) => {
  const policy = readPolicy(json)
  t.deepEqual(readPolicyText(formatPolicyText(policy)), policy)
  t.deepEqual(readPolicy(JSON.parse(JSON.stringify(policy))), policy)
  const canonical = canonicalJson(policy as Json)
  t.deepEqual(readPolicy(JSON.parse(canonical)), policy)
  t.is(canonicalJson(JSON.parse(canonical)), canonical)
})

testProp(
  'the digest does not depend on the form, on white space or on the order of keys',
  [policyJson, fc.nat(4)],
  (t, json, indent) => {
    const policy = readPolicy(json)
    const digest = policyDigest(policy, portableHasher)
    const backwards = Object.fromEntries(Object.entries(json).reverse())
    const spaced: unknown = JSON.parse(JSON.stringify(backwards, null, indent))
    const text = formatPolicyText(policy)
    const written = `# by hand\r\n${text.replaceAll('\n', ' # so\r\n\t').replaceAll(' ', '\t ')}`
    for (const other of [readPolicy(spaced), readPolicyText(text), readPolicyText(written)]) {
      t.is(policyDigest(other, portableHasher), digest)
    }
  },
)

test('a policy id is an owner and a name', (t) => {
  t.deepEqual(readPolicyId('dao.near/main-1'), { owner: 'dao.near', name: 'main-1' })
})

for (const id of [
  undefined,
  7,
  '',
  'dao.near',
  'dao.near/',
  '/main',
  'Dao.near/main',
  'dao.near/a/b',
  'dao.near/a b',
]) {
  test(`${JSON.stringify(id)} is no policy id`, (t) => {
    const error = t.throws(() => readPolicyId(id), { code: 'INVALID_FIELD' })
    t.regex(error.message, /^`policy_id` must /)
  })
}
