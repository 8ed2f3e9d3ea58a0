import test from 'ava'
import { policyDigest, readPolicy } from '../../protocol/policy.ts'
import { formatPolicyText, readPolicyText } from '../../protocol/policy-text.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { policyVectors } from './vectors.ts'

for (const [i, { text, policy, digest }] of policyVectors.entries()) {
  test(`policy vector ${i}: text and JSON give one policy with the digest that another implementation gives`, (t) => {
    t.deepEqual(readPolicyText(text), policy)
    t.deepEqual(readPolicy(policy), policy)
    t.is(policyDigest(readPolicy(policy), portableHasher), digest)
  })
  test(`policy vector ${i} survives the way to text and back`, (t) => {
    t.deepEqual(readPolicyText(formatPolicyText(policy)), policy)
  })
}

test('any, all and a number are the thresholds of a group', (t) => {
  const k = (word: string) => {
    const policy = readPolicyText(
      `operator a a.near\noperator b b.near\ngroup g ${word} a b\nquorum g`,
    )
    return 'groups' in policy && policy.groups[0]?.k
  }
  t.is(k('any'), 1)
  t.is(k('all'), 2)
  t.is(k('2'), 2)
})

test('Windows line ends, tabs and comments are read over', (t) => {
  t.deepEqual(
    readPolicyText('# who\r\n\r\noperator\ta  a.near # one\r\nquorum a\r\n'),
    readPolicyText('operator a a.near\nquorum a'),
  )
})

const operators = [
  { name: 'a', accounts: ['a.near'] },
  { name: 'b', accounts: ['b.near'] },
]
const base = { operators, groups: [{ name: 'g', k: 2, members: ['a', 'b'] }], quorum: 'g' }
const many = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ name: `o${i}`, accounts: [`o${i}.near`] }))

const refusals: [string, unknown, RegExp][] = [
  ['nothing', {}, /policy\.operators` must be an array/],
  ['no operators', { ...base, operators: [] }, /operators` must have 1 to 32/],
  [
    '33 operators',
    { operators: many(33), groups: [], quorum: 'o1' },
    /operators` must have 1 to 32/,
  ],
  [
    '65 accounts',
    {
      operators: [
        { name: 'a', accounts: many(60).map((o) => o.accounts[0]) },
        { name: 'b', accounts: ['1.near', '2.near', '3.near', '4.near', '5.near'] },
      ],
      groups: [],
      quorum: 'a',
    },
    /at most 64 accounts/,
  ],
  [
    '17 groups',
    {
      operators: many(17),
      groups: many(17).map((o) => ({ name: `g${o.name}`, k: 1, members: [o.name] })),
      quorum: 'o1',
    },
    /groups` must have 0 to 16/,
  ],
  [
    'one account in two operators',
    { ...base, operators: [...operators, { name: 'c', accounts: ['a.near'] }] },
    /names one thing twice, but is "a\.near"/,
  ],
  [
    'two operators of one name',
    { ...base, operators: [...operators, { name: 'a', accounts: ['c.near'] }] },
    /names one thing twice, but is "a"/,
  ],
  [
    'a bad account',
    { ...base, operators: [{ name: 'a', accounts: ['A.near'] }] },
    /accounts\[0\]` must be a NEAR account id/,
  ],
  [
    'k of 0',
    { ...base, groups: [{ name: 'g', k: 0, members: ['a', 'b'] }] },
    /k` must be a whole number from 1 to 2/,
  ],
  [
    'k above n',
    { ...base, groups: [{ name: 'g', k: 3, members: ['a', 'b'] }] },
    /k` must be a whole number from 1 to 2/,
  ],
  [
    'an unknown member',
    { ...base, groups: [{ name: 'g', k: 1, members: ['z'] }] },
    /must name an operator or an earlier group, but is "z"/,
  ],
  [
    'a group in itself',
    { ...base, groups: [{ name: 'g', k: 1, members: ['g'] }] },
    /earlier group/,
  ],
  [
    'a later group as member',
    {
      ...base,
      groups: [
        { name: 'g', k: 1, members: ['h'] },
        { name: 'h', k: 1, members: ['a'] },
      ],
    },
    /earlier group/,
  ],
  [
    'a name in two groups',
    {
      ...base,
      groups: [
        { name: 'g', k: 1, members: ['a'] },
        { name: 'h', k: 1, members: ['a'] },
      ],
    },
    /in a group already/,
  ],
  [
    'a group named as an operator',
    { ...base, groups: [{ name: 'a', k: 1, members: ['b'] }] },
    /taken already/,
  ],
  ['no quorum', { operators, groups: [] }, /quorum` must be a string, but is "missing"/],
  ['an unknown quorum', { ...base, quorum: 'z' }, /quorum` must name one of/],
  ['an unknown field', { ...base, threshold: 2 }, /policy\.threshold` is not a known field/],
  ['anyone beside operators', { ...base, anyone: 1 }, /is not a known field/],
  ['anyone 0', { anyone: 0 }, /anyone` must be a whole number/],
  ['anyone 1.5', { anyone: 1.5 }, /anyone` must be a whole number/],
  ['a negative age', { anyone: 1, max_age: -1 }, /max_age` must be a whole number/],
  ['no network mode', { anyone: 1, network: [] }, /network` must have 1 to 3/],
  [
    'an unknown network mode',
    { anyone: 1, network: ['offline'] },
    /network\[0\]` must be one of none/,
  ],
  ['a network mode twice', { anyone: 1, network: ['none', 'none'] }, /names one thing twice/],
]
for (const [name, value, message] of refusals) {
  test(`a policy with ${name} is refused by name`, (t) => {
    t.throws(() => readPolicy(value), { code: 'INVALID_FIELD', message })
  })
}

const badTexts: [string, string, RegExp][] = [
  ['an unknown keyword', 'operater a a.near', /`line 1` must begin with operator/],
  ['two quorums', 'operator a a.near\nquorum a\nquorum a', /`line 3` gives quorum a second time/],
  ['words behind the quorum', 'operator a a.near\nquorum a b', /`line 2` must have one word/],
  [
    'a threshold in words',
    'operator a a.near\ngroup g most a\nquorum g',
    /k` must be a whole number/,
  ],
  ['nothing in it', '', /operators` must have 1 to 32/],
  ['a prototype name as keyword', 'constructor 1', /`line 1` must begin with operator/],
]
for (const [name, text, message] of badTexts) {
  test(`a policy text with ${name} is refused`, (t) => {
    t.throws(() => readPolicyText(text), { code: 'INVALID_FIELD', message })
  })
}
