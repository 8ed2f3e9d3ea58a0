import { createHash } from 'node:crypto'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { base58 } from '@scure/base'
import test from 'ava'
import fc from 'fast-check'
import { actions, KeyPair } from 'near-api-js'
import { DEFAULT_PROTOCOL_VERSION } from '../../../devnet/index.ts'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import type { Account, Network } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'
import { yielder } from '../support/promise-contracts.ts'
import type { RawStateInit } from '../support/raw-actions.ts'
import { rawStateInit, rawStateInitAction } from '../support/raw-actions.ts'

const NAMES = ['alice', 'bob', 'note', 'yielder'] as const

type Step = {
  from: number
  to: number
  what:
    | 'transfer'
    | 'set'
    | 'fail'
    | 'spin'
    | 'gather'
    | 'pay'
    | 'deploy'
    | 'global'
    | 'key'
    | 'create'
    | 'delete'
    | 'init'
    | 'use'
    | 'wait'
    | 'resume'
  yocto: bigint
}

const step: fc.Arbitrary<Step> = fc.record({
  from: fc.nat(NAMES.length - 1),
  to: fc.nat(NAMES.length - 1),
  what: fc.constantFrom(
    'transfer',
    'set',
    'fail',
    'spin',
    'gather',
    'pay',
    'deploy',
    'global',
    'key',
    'create',
    'delete',
    'init',
    'use',
    'wait',
    'resume',
  ),
  yocto: fc.bigInt({ min: 0n, max: 15n * NEAR }),
})

const code = compileText(NOTE_CONTRACT)
const hash = createHash('sha256').update(code).digest()
const stateInit: RawStateInit = {
  contract: { hash: base58.encode(hash) },
  entries: [[utf8('value'), new Uint8Array(1_000)]],
}
const deterministic = `0s${Buffer.from(keccak_256(rawStateInit(stateInit)).subarray(12)).toString('hex')}`

function actionsOf({ what, yocto, to }: Step, accounts: readonly Account[]) {
  const target = accounts[to]?.accountId ?? ''
  const call = (method: string, deposit = 0n) => [
    actions.functionCall(method, utf8(target), 60n * TGAS, deposit),
  ]
  switch (what) {
    case 'transfer':
      return [actions.transfer(yocto)]
    case 'deploy':
      return [actions.deployContract(code)]
    case 'global':
      return [actions.deployGlobalContract(code, 'accountId')]
    case 'key':
      return [actions.addFullAccessKey(KeyPair.fromRandom('ed25519').getPublicKey())]
    case 'create':
      return [actions.createAccount(), actions.transfer(yocto)]
    case 'delete':
      return [actions.deleteAccount(target)]
    case 'use':
      return [actions.useGlobalContract({ codeHash: hash })]
    case 'init':
      return []
    case 'wait':
    case 'resume':
    case 'pay':
    case 'gather':
    case 'spin':
      return call(what)
    case 'set':
    case 'fail':
      return call(what, yocto)
  }
}

/** Adds up what everybody has, at stake or not. */
function inAccounts({ node }: Network, ids: readonly string[]): bigint {
  const state = node.stateAt(node.blocks.head().header.height)
  return ids.reduce((sum, id) => {
    const account = state.get('account', id)
    return sum + (account ? account.amount + account.locked : 0n)
  }, 0n)
}

/** Sends a step and lets what can run of it run; a yield waits on. */
async function send(network: Network, one: Step, accounts: readonly Account[]): Promise<void> {
  const signer = accounts[one.from]
  const receiver = accounts[one.to]
  if (!signer || !receiver) return
  const isInit = one.what === 'init'
  const receiverId = isInit ? deterministic : receiver.accountId
  const sent = { signer, receiverId, actions: actionsOf(one, accounts) }
  const more = isInit ? { more: [rawStateInitAction(stateInit, one.yocto)] } : {}
  const submitted = network.node.submit(await network.sign(sent, more))
  if (submitted.accepted) await submitted.included
  for (let blocks = 0; blocks < 6; blocks++) network.node.produceBlock()
}

const conserves = test.macro(async (t, protocolVersion: number) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const network = createNetwork({ protocolVersion })
      const accounts: Account[] = []
      for (const name of NAMES) accounts.push(await network.create(name, 30n * NEAR))
      const [, , note, waiter] = accounts as [Account, Account, Account, Account]
      await network.deploy(note, code)
      await network.deploy(waiter, yielder)
      // What is refused, as global contracts are at 57, changes nothing, and what fails must not change the sum either.
      const global = [actions.deployGlobalContract(code, 'codeHash')]
      await network.run(note, note.accountId, global).catch(() => undefined)
      for (const one of steps) await send(network, one, accounts).catch(() => undefined)
      // What waits in vain ends, and the next header says what there is after all that came of it.
      network.node.produceBlock({ skipHeights: 250 })
      for (let blocks = 0; blocks < 4; blocks++) network.node.produceBlock()
      const { totalSupply } = network.node.blocks.head().header
      const ids = [...accounts.map(({ accountId }) => accountId), 'test.near', deterministic]
      return inAccounts(network, ids) === totalSupply
    }),
    { numRuns: 25 },
  )
  t.pass()
})

const TITLE = 'what is in the accounts is what was there at the start without what was burnt'
test(`whatever happens, ${TITLE}`, conserves, DEFAULT_PROTOCOL_VERSION)
test(`at protocol 84, too, ${TITLE}`, conserves, 84)
test(`at protocol 57, too, ${TITLE}`, conserves, 57)
