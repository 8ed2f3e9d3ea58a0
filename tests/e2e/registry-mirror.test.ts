import type { Block } from '../../indexer/index.ts'
import { indexBlocks } from '../../indexer/index-blocks.ts'
import { emptyChain } from '../../protocol/hash-chain.ts'
import { policyDigest, readPolicy } from '../../protocol/policy.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import type { Verdict } from '../../protocol/verdict.ts'
import { declaredOperators, policyByName } from '../../store/index.ts'
import { buildRegistry, createRegistry } from '../contract/registry.ts'
import {
  built,
  DEPOSIT,
  failed,
  HASH,
  otherRecipe,
  otherRecipeId,
  recipeId,
} from '../contract/statements.ts'
import { auditOf } from '../indexer/audit-of.ts'
import { blockHash, NETWORK, outcome, REGISTRY } from '../indexer/made-up-chain.ts'
import { DATABASES } from '../store/databases.ts'
import { evidenceForCode } from '../store/evidence-for-code.ts'

// What the compiled registry logs, all five kinds of event, in the mirror's tables.

type Step = readonly [as: string, method: string, args: object]

const STEPS: Step[] = [
  ['group.near', 'invite', { account: 'beta.near' }],
  ['acme.near', 'attest', built],
  ['beta.near', 'set_operator', { operator: 'group.near' }],
  ['beta.near', 'attest_many', { attestations: [built, { ...failed, recipe: otherRecipe }] }],
  ['dao.near', 'set_policy', { name: 'main', policy: { anyone: 2 } }],
  ['dao.near', 'set_policy', { name: 'main', policy: { anyone: 1, max_age: 30 } }],
  ['dao.near', 'set_policy', { name: 'gone', policy: { anyone: 3 } }],
  ['dao.near', 'remove_policy', { name: 'gone' }],
  ['acme.near', 'withdraw', { recipe_id: recipeId, reason: 'größer' }],
  ['gamma.near', 'attest', { ...failed }],
]

// What the test registry's clock begins with.
const FIRST_HEIGHT = 101

for (const { name, test, open } of DATABASES) {
  test(`${name}: the mirror holds what the compiled registry says`, async (t) => {
    const registry = createRegistry((await buildRegistry()).wasm)
    const blocks = STEPS.map(([as, method, args], i): Block => {
      const { logs, panic } = registry.call(method, args, { as, deposit: 3n * DEPOSIT })
      t.is(panic, undefined)
      const height = FIRST_HEIGHT + i
      return {
        height,
        hash: blockHash(height),
        prevHash: blockHash(height - 1),
        timestamp: String(1_700_000_000_000_000_000n + BigInt(height)),
        receipts: [outcome(`call ${i}`, { logs })],
        codeChanges: [],
        globalCodes: [],
      }
    })
    const { db } = await open(t)
    const start = { block: null, chain: emptyChain() }
    const subject = { network: NETWORK, registry: REGISTRY }
    const { problem } = await indexBlocks(db, start, blocks, subject, portableHasher)
    t.is(problem, undefined)

    const head = registry.call('get_head', {}, { view: true }).value as object
    t.like(await auditOf(db), { findings: [], ...head })

    const main = await policyByName(db, 'dao.near', 'main')
    const policy = readPolicy({ anyone: 1, max_age: 30 })
    t.like(main, { policy_version: 2, digest: policyDigest(policy, portableHasher) })
    t.is(await policyByName(db, 'dao.near', 'gone'), undefined)
    const declared = await declaredOperators(db, ['acme.near', 'beta.near'])
    t.deepEqual([...declared], [['beta.near', 'group.near']])

    const evidence = await evidenceForCode(db, HASH)
    t.deepEqual(
      evidence.map(({ builder, withdrawn }) => [builder, withdrawn === true]),
      [
        ['acme.near', true],
        ['beta.near', false],
        ['gamma.near', false],
      ],
    )
    const args = {
      policy_id: 'dao.near/main',
      code_hash: HASH,
      recipe_ids: [recipeId, otherRecipeId],
      account_id: 'app.near',
      builders: ['acme.near', 'beta.near', 'gamma.near'],
    }
    const verdict = registry.call('verdict', args, { view: true }).value as Verdict
    t.is(verdict.status, 'VERIFIED')
    t.deepEqual(
      verdict.supporting.map(({ operator, builder }) => [operator, builder]),
      [['group.near', 'beta.near']],
    )
  })
}
