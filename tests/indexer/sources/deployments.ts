import { createHash } from 'node:crypto'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { actions } from 'near-api-js'
import type { CodeChange, GlobalCode } from '../../../indexer/index.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'
import { NEAR, TGAS, utf8 } from '../../devnet/support/client.ts'
import { compileText } from '../../devnet/support/contract.ts'
import type { Network } from '../../devnet/support/network.ts'
import { rawStateInit, rawStateInitAction } from '../../devnet/support/raw-actions.ts'
import { FACTORY, MADE_ACCOUNT } from './factory-contract.ts'

// Everything that changes what an account runs, done on a devnet.

export const CODE = compileText('(module (func (export "first")))')
const otherCode = compileText('(module (func (export "second")))')
const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

export const HASH = encodeBase58(digest(CODE))
export const OTHER_HASH = encodeBase58(digest(otherCode))

export type Deployed = {
  /** Of each account in order, without what the chain adds: ids of receipts and transactions. */
  changes: Pick<CodeChange, 'accountId' | 'code' | 'signer'>[]
  shared: Pick<GlobalCode, 'owner' | 'hash' | 'signer'>[]
}

/** Deploys, shares, uses, deletes and makes again; returns what became of it. */
export async function deployEverything(network: Network): Promise<Deployed> {
  const { create, run, root } = network
  const changes: Deployed['changes'] = []
  const changed = (accountId: string, code: CodeChange['code'], signer = accountId) =>
    void changes.push({ accountId, code, signer })
  const made = async (name: string) => {
    const account = await create(name)
    changed(account.accountId, { kind: 'none' }, root.accountId)
    return account
  }
  const [owner, user, local] = [await made('owner'), await made('user'), await made('local')]
  const { accountId: ownerId } = owner

  await run(local, local.accountId, [actions.deployContract(CODE)])
  changed(local.accountId, { kind: 'local', hash: HASH })
  // Two of one receipt: the last counts. And what a failed receipt deploys does not count at all.
  await run(local, local.accountId, [
    actions.deployContract(CODE),
    actions.deployContract(otherCode),
  ])
  changed(local.accountId, { kind: 'local', hash: OTHER_HASH })
  await run(local, local.accountId, [
    actions.deployContract(CODE),
    actions.functionCall('missing', utf8(''), 10n ** 13n, 0n),
  ])

  // By a contract's promise: the signer is who called the contract.
  const factory = await made('factory')
  await run(factory, factory.accountId, [actions.deployContract(FACTORY)])
  changed(factory.accountId, { kind: 'local', hash: encodeBase58(digest(FACTORY)) })
  await run(root, factory.accountId, [actions.functionCall('make', CODE, 100n * TGAS, 0n)])
  changed(MADE_ACCOUNT, { kind: 'local', hash: HASH }, root.accountId)

  await run(owner, ownerId, [actions.deployGlobalContract(CODE, 'codeHash')])
  await run(owner, ownerId, [actions.deployGlobalContract(CODE, 'accountId')])
  await run(owner, ownerId, [actions.deployGlobalContract(otherCode, 'accountId')])
  await run(user, user.accountId, [actions.useGlobalContract({ codeHash: digest(CODE) })])
  changed(user.accountId, { kind: 'global_hash', hash: HASH })
  await run(user, user.accountId, [actions.useGlobalContract({ accountId: ownerId })])
  changed(user.accountId, { kind: 'global_account', owner: ownerId })

  // A state init makes its account once; the second time it changes nothing, and says so.
  const stateInit = { contract: { accountId: ownerId }, entries: [] }
  const derived = `0s${Buffer.from(keccak_256(rawStateInit(stateInit)).subarray(12)).toString('hex')}`
  for (let time = 0; time < 2; time++) {
    await run(root, derived, [], { more: [rawStateInitAction(stateInit, NEAR)] })
    changed(derived, { kind: 'global_account', owner: ownerId }, root.accountId)
  }

  await run(user, user.accountId, [actions.deleteAccount(ownerId)])
  changed(user.accountId, { kind: 'deleted' })
  await made('user')

  // An implicit account is made by what is sent to it, and each later transfer might have made it.
  const implicit = 'ab'.repeat(32)
  await run(root, implicit, [actions.transfer(NEAR)])
  changed(implicit, { kind: 'none' }, root.accountId)

  const shared = [HASH, OTHER_HASH].map((hash) => ({ owner: ownerId, hash, signer: ownerId }))
  return { changes, shared }
}
