import { createHash } from 'node:crypto'
import { base58 } from '@scure/base'
import test from 'ava'
import { actions, KeyPair } from 'near-api-js'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import type { Ran } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

const code = compileText(NOTE_CONTRACT)
const hash = base58.encode(createHash('sha256').update(code).digest())

/** What the outcome of the first receipt says beside its result. */
function metadataOf(ran: Ran): { version: number; contracts?: unknown } {
  const [first] = ran.receipts_outcome as unknown as {
    outcome: { metadata: { version: number } }
  }[]
  if (!first) throw new Error('nothing ran')
  return first.outcome.metadata
}

const deployAndCall = [
  actions.createAccount(),
  actions.transfer(20n * NEAR),
  actions.deployContract(code),
  actions.functionCall('set', utf8('x'), 30n * TGAS, 0n),
]

test('an outcome says what the account ran before each action', async (t) => {
  const { root, run } = createNetwork()
  const ran = await run(root, 'note.test.near', deployAndCall)
  t.like(metadataOf(ran), { version: 4, contracts: [null, null, null, { local: hash }] })
})

test('actions that are not reached have nothing', async (t) => {
  const { create, deploy, run } = createNetwork()
  const note = await create('note')
  await deploy(note, code)
  const missing = KeyPair.fromRandom('ed25519').getPublicKey()
  const ran = await run(note, note.accountId, [
    actions.deleteKey(missing),
    actions.transfer(1n),
    actions.transfer(1n),
  ])
  t.truthy(ran.status.Failure)
  t.like(metadataOf(ran), { version: 4, contracts: [{ local: hash }, null, null] })
})

test('up to 84 outcomes say nothing of contracts', async (t) => {
  const { root, run } = createNetwork({ protocolVersion: 84 })
  const ran = await run(root, 'note.test.near', deployAndCall)
  t.is(metadataOf(ran).version, 3)
  t.false('contracts' in metadataOf(ran))
})
