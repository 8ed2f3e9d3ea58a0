import test from 'ava'
import { readPolicyChoice } from '../../web/policy-choice.ts'

const read = (search: string) => readPolicyChoice(new URLSearchParams(search))

test('a policy is named, open, or written out', (t) => {
  t.deepEqual(read('policy=dao.near/main')?.input, { id: 'dao.near/main' })
  t.deepEqual(read('policy=anyone+2')?.input, { text: 'anyone 2' })
  t.deepEqual(read('policyText=operator+a+a.near%0Aquorum+a')?.input, {
    text: 'operator a a.near\nquorum a',
  })
})

test('without one, or with an empty one, none is chosen', (t) => {
  for (const search of ['', 'policy=', 'policy=+&policyText=%0A']) t.is(read(search), null)
})
