// Who and what the demo has: three operators with a builder account each, and four contracts.

export const REGISTRY_ACCOUNT = 'registry.test.near'

export const OPERATORS = ['acme', 'borealis', 'cypress'] as const
export type OperatorName = (typeof OPERATORS)[number]

export const builderAccount = (operator: OperatorName): string => `${operator}.test.near`

export type DemoContract = {
  accountId: string
  /** Folder of the contract in this repository. */
  path: string
  /** Main module in that folder. */
  entry: string
  /** Operators whose builders rebuild it as it is. */
  supporters: readonly OperatorName[]
  /** Operator whose builder changes the source before it builds. */
  dissenter?: { operator: OperatorName; file: string; from: string; to: string }
}

export const CONTRACTS: readonly DemoContract[] = [
  {
    accountId: REGISTRY_ACCOUNT,
    path: 'contract',
    entry: 'index.ts',
    supporters: ['acme', 'borealis', 'cypress'],
  },
  {
    accountId: 'greeter.test.near',
    path: 'examples/greeter',
    entry: 'src/greeter.ts',
    supporters: ['acme'],
  },
  {
    accountId: 'counter.test.near',
    path: 'examples/counter',
    entry: 'src/contract.ts',
    supporters: ['acme', 'borealis'],
    dissenter: {
      operator: 'cypress',
      file: 'src/contract.ts',
      from: 'this.count += by',
      to: 'this.count += by * 2',
    },
  },
  {
    accountId: 'guestbook.test.near',
    path: 'examples/guestbook',
    entry: 'src/contract.ts',
    supporters: [],
  },
]

/** Two of the three operators must have got the same bytes. */
export const POLICY = `${OPERATORS.map((name) => `operator ${name} ${builderAccount(name)}`).join('\n')}
group independent 2 ${OPERATORS.join(' ')}
quorum independent
`
