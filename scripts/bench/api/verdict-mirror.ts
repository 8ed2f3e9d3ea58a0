import { createTestMirror, type Deed, hashOf, recipeOf } from '../../../tests/api/mirror.ts'

// A mirror as an explorer's would look: contracts that some of eight builders rebuilt, a few of them in dispute, and strangers.

const CONTRACTS = 500
/** After the blocks of all events. */
const FIRST_HEIGHT = 1_000
const BUILDERS = ['acme', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'] as const

export const codeOf = (contract: number): string => hashOf(`code of ${contract}`)
export const accountOf = (contract: number): string => `app${contract}.near`

/** Policies of four readers: two of three, all of two groups, five of eight with conditions, and an open one. */
export const POLICIES: readonly string[] = [
  `${operators(3)}group q 2 acme beta gamma\nquorum q\n`,
  `${operators(6)}group a any acme beta gamma\ngroup b 2 delta epsilon zeta\ngroup q all a b\nquorum q\n`,
  `${operators(8)}group q 5 ${BUILDERS.join(' ')}\nquorum q\nmax_age 365\nmax_dissent 1\n`,
  'anyone 3\n',
]

function operators(count: number): string {
  return BUILDERS.slice(0, count)
    .map((name) => `operator ${name} ${name}.near ci.${name}.near\n`)
    .join('')
}

// As on NEAR.
const BLOCK_MS = 600

/**
 * Writes the mirror, about six attestations for each contract, and then a block without events every 600 ms, as an indexer that
 * follows a chain does; returns what ends that.
 */
export async function startMirror(database: string): Promise<() => Promise<void>> {
  const mirror = await createTestMirror(database)
  for (let contract = 0; contract < CONTRACTS; contract++) {
    const recipe = recipeOf(`app${contract}`)
    const got = codeOf(contract)
    const deeds: Deed[] = BUILDERS.filter((_, i) => (contract + i) % 3 !== 0).map((name, i) => ({
      attest: i % 2 === 0 ? `${name}.near` : `ci.${name}.near`,
      recipe,
      got: contract % 20 === 0 && i === 1 ? hashOf(`other code of ${contract}`) : got,
    }))
    await mirror.record(...deeds, { attest: `stranger${contract % 50}.near`, recipe, got })
  }
  let height = FIRST_HEIGHT
  let written: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    written = written.then(() => mirror.advanceTo(height++))
  }, BLOCK_MS)
  return async () => {
    clearInterval(timer)
    await written
    await mirror.store.close()
  }
}
