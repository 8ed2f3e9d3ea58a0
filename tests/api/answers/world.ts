import { fc } from '@fast-check/ava'
import { createApi } from '../../../api/index.ts'
import { readPolicy } from '../../../protocol/policy.ts'
import { deployment } from '../../store/rows.ts'
import { type Stage, silent } from '../ask.ts'
import { hashOf, recipeOf } from '../mirror.ts'

// A world in which anything may change between two questions.

export const CODE = hashOf('code')
export const one = recipeOf('one')
const two = recipeOf('two')

type Asked = { query: string; etag?: string | undefined; method?: 'GET' | 'POST'; accept?: string }

export async function askFor(
  { api }: Pick<Stage, 'api'>,
  { query, etag, method = 'POST', accept }: Asked,
) {
  const headers = {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(accept !== undefined && { accept }),
  }
  const url = 'http://test/graphql'
  const response =
    method === 'GET'
      ? await api.yoga.fetch(`${url}?query=${encodeURIComponent(query)}`, { headers })
      : await api.yoga.fetch(url, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        })
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? undefined,
    cache: response.headers.get('cache-control'),
    text: await response.text(),
  }
}

/** Questions that depend on events, on blocks, on deployments, on NEAR, or on nothing. */
export const QUERIES: readonly [string, ...string[]] = [
  '{ attestations(first: 3) { edges { node { seq live endedBySeq recipe { recipeId } } } } }',
  `{ code(hash: "${CODE}") { attestations { edges { node { builder } } } } }`,
  `{ code(hash: "${CODE}") { verdict(policy: {text: "anyone 1"}) { status } } }`,
  `{ code(hash: "${CODE}") { verdict(policy: {text: "anyone 1\\nmax_age 1"}) { status asOf { blockHeight } } } }`,
  '{ status { seq head } }',
  '{ status { indexedHeight lag } }',
  '{ contract(accountId: "dapp.near") { codeHash } }',
  '{ contracts(accountIds: ["dapp.near"]) { codeHash verdict(policy: {text: "anyone 1"}) { status } } }',
  '{ builders { edges { node { built lastSeq operator { accountId } } } } recipes { edges { node { results { live } } } } }',
  '{ conflicts { edges { node { open } } } equivocations { edges { node { seq } } } policies { edges { node { version inForce } } } }',
  '{ deployments { edges { node { accountId codeHash untilHeight } } } }',
  '{ search(text: "b1.near") { kind node { ... on Builder { built } } } }',
  '{ status { totals { attestations deployments } } }',
  '{ policy(policy: {id: "dao.near/main"}) { digest } }',
  '{ policy(policy: {text: "anyone 1"}) { digest } }',
]

/** What happens in the world. */
export const change = fc.oneof(
  fc.record({
    kind: fc.constant('attest' as const),
    builder: fc.nat(2),
    recipe: fc.boolean(),
    built: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('policy' as const), anyone: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('block' as const) }),
  fc.record({ kind: fc.constant('run' as const), account: fc.nat(1), code: fc.nat(1) }),
  fc.record({ kind: fc.constant('deploy' as const), code: fc.nat(2) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 150, 5_000) }),
)

export type Change = typeof change extends fc.Arbitrary<infer C> ? C : never

/** Makes a function that lets something happen. */
export function playing({ mirror, near, clock }: Stage): (step: Change) => Promise<void> {
  let height = 200
  let version = 0
  return async (step) => {
    if (step.kind === 'attest') {
      await mirror.record({
        attest: `b${step.builder}.near`,
        recipe: step.recipe ? one : two,
        got: step.built ? CODE : null,
      })
    } else if (step.kind === 'policy') {
      version += 1
      await mirror.record({
        set: 'dao.near/main',
        version,
        policy: readPolicy({ anyone: step.anyone }),
      })
    } else if (step.kind === 'run') {
      height += 200_000
      await mirror.advanceTo(height)
      const row = deployment(`app${step.account}.near`, height + 1, {
        code_hash: hashOf(`code ${step.code}`),
      })
      await mirror.deploy({ deployments: [row] })
    } else if (step.kind === 'block') {
      height += 200_000
      await mirror.advanceTo(height)
    } else if (step.kind === 'deploy') {
      near.accounts.set('dapp.near', { code_hash: hashOf(`code ${step.code}`) })
    } else clock.ms += step.ms
  }
}

/** Asks an API that remembers nothing. */
export async function askAnew({ mirror, near }: Stage, query: string): Promise<string> {
  const api = createApi({ store: mirror.store, rpc: near.rpc, logger: silent })
  return (await askFor({ api }, { query })).text
}
