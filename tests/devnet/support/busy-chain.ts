import { actions, buildDelegateAction, KeyPair, KeyPairSigner, PublicKey } from 'near-api-js'
import { keyFromName } from '../../../devnet/index.ts'
import { NEAR, TGAS, utf8 } from './client.ts'
import { compileText, NOTE_CONTRACT } from './contract.ts'
import type { Account, Network } from './network.ts'

const code = compileText(NOTE_CONTRACT)

/** Does something of every kind that devnet can: all actions, promises that wait, failures, refunds, removals. */
export async function keepBusy(network: Network): Promise<void> {
  const { root, run } = network
  const create = async (name: string): Promise<Account> => {
    const key = KeyPair.fromString(keyFromName(name).secretKey as `ed25519:${string}`)
    const accountId = `${name}.test.near`
    const publicKey = PublicKey.from(key.getPublicKey().toString())
    await run(root, accountId, [
      actions.createAccount(),
      actions.transfer(20n * NEAR),
      actions.addFullAccessKey(publicKey),
    ])
    return { accountId, key }
  }
  const note = await create('note')
  const other = await create('other')
  const call = (method: string, args: string) =>
    run(other, note.accountId, [actions.functionCall(method, utf8(args), 100n * TGAS, 1n)])

  await run(note, note.accountId, [actions.deployContract(code)])
  await call('set', 'first')
  await call('set', 'second')
  await call('fail', 'lost')
  await call('ask', note.accountId)
  await call('gather', note.accountId)
  await call('pay', other.accountId)
  await call('nonsense', '')

  const limited = PublicKey.from(keyFromName('limited').publicKey.text)
  await run(other, other.accountId, [
    actions.addFunctionCallAccessKey(limited, note.accountId, ['set', 'get'], NEAR),
  ])
  await run(other, other.accountId, [actions.deployGlobalContract(code, 'codeHash')])
  await run(other, other.accountId, [actions.deployGlobalContract(code, 'accountId')])
  await run(other, other.accountId, [
    actions.useGlobalContract({ accountId: other.accountId }),
    actions.deleteKey(limited),
  ])
  await run(root, 'a'.repeat(64), [actions.transfer(NEAR)])

  const key = network.node
    .stateAt(network.node.blocks.head().header.height)
    .get('accessKey', other.accountId, other.key.getPublicKey().toString())
  const delegateAction = buildDelegateAction({
    senderId: other.accountId,
    receiverId: note.accountId,
    actions: [actions.functionCall('set', utf8('relayed'), 30n * TGAS, 0n)],
    nonce: (key?.nonce ?? 0n) + 1n,
    maxBlockHeight: 1_000n,
    publicKey: other.key.getPublicKey(),
  })
  const { signedDelegate } = await new KeyPairSigner(other.key).signDelegateAction(delegateAction)
  await run(root, other.accountId, [actions.signedDelegate(signedDelegate)])
  await run(note, note.accountId, [actions.deleteAccount(root.accountId)])
}
