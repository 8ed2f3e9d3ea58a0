import test from 'ava'
import fc from 'fast-check'
import { actions, KeyPair } from 'near-api-js'
import { DEFAULT_PROTOCOL_VERSION } from '../../../devnet/index.ts'
import { NEAR, TGAS, utf8 } from '../support/client.ts'
import { compileText, NOTE_CONTRACT } from '../support/contract.ts'
import type { Account, Network } from '../support/network.ts'
import { createNetwork } from '../support/network.ts'

const NAMES = ['alice', 'bob', 'note'] as const

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
  ),
  yocto: fc.bigInt({ min: 0n, max: 15n * NEAR }),
})

const code = compileText(NOTE_CONTRACT)

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

const conserves = test.macro(async (t, protocolVersion: number) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const network = createNetwork({ protocolVersion })
      const accounts: Account[] = []
      for (const name of NAMES) accounts.push(await network.create(name, 30n * NEAR))
      await network.run(accounts[2] as Account, 'note.test.near', [actions.deployContract(code)])
      for (const one of steps) {
        const signer = accounts[one.from]
        const receiver = accounts[one.to]
        if (!signer || !receiver) continue
        // What is refused changes nothing, and what fails must not change the sum either.
        await network
          .run(signer, receiver.accountId, actionsOf(one, accounts))
          .catch(() => undefined)
      }
      // The next header says what there is after all that came of the transactions.
      network.node.produceBlock()
      network.node.produceBlock()
      const { totalSupply } = network.node.blocks.head().header
      const ids = [...accounts.map(({ accountId }) => accountId), 'test.near']
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
