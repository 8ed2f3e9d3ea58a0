import test from 'ava'
import { actions, buildDelegateAction, KeyPair, KeyPairSigner } from 'near-api-js'
import { ZERO_HASH } from '../../../devnet/primitives/hash.ts'
import { decodeSignedTransaction } from '../../../devnet/runtime/decode-transaction.ts'
import { receiptSize } from '../../../devnet/runtime/encode-receipt.ts'
import { createNetwork } from '../support/network.ts'

test('the size of a receipt counts every action as borsh writes it', async (t) => {
  const { root, sign } = createNetwork()
  const key = KeyPair.fromRandom('ed25519').getPublicKey()
  const other = KeyPair.fromRandom('secp256k1')
  const delegateAction = buildDelegateAction({
    senderId: 'a.near',
    receiverId: 'b.near',
    actions: [actions.transfer(1n), actions.createAccount()],
    nonce: 1n,
    maxBlockHeight: 2n,
    publicKey: other.getPublicKey(),
  })
  const { signedDelegate } = await new KeyPairSigner(other).signDelegateAction(delegateAction)
  const lists = [
    [actions.createAccount()],
    [actions.deployContract(new Uint8Array(77))],
    [actions.functionCall('méthode', new Uint8Array(5), 1n, 2n)],
    [actions.transfer(3n), actions.stake(4n, key)],
    [actions.addFullAccessKey(key), actions.addFullAccessKey(other.getPublicKey())],
    [actions.addFunctionCallAccessKey(key, 'c.near', ['x', 'yy'], 5n)],
    [actions.addFunctionCallAccessKey(key, 'c.near', [])],
    [actions.deleteKey(other.getPublicKey()), actions.deleteAccount('d.near')],
    [actions.signedDelegate(signedDelegate)],
    [actions.deployGlobalContract(new Uint8Array(9), 'codeHash')],
    [actions.useGlobalContract({ codeHash: new Uint8Array(32) })],
    [actions.useGlobalContract({ accountId: 'e.near' })],
  ]
  for (const list of lists) {
    const bytes = await sign({ signer: root, receiverId: 'b.near', actions: list })
    const transaction = decodeSignedTransaction(bytes)
    const size = receiptSize({
      predecessorId: 'test.near',
      receiverId: 'b.near',
      body: {
        kind: 'action',
        signerId: 'test.near',
        signerPublicKey: transaction.publicKey,
        gasPrice: 1n,
        outputDataReceivers: [{ dataId: ZERO_HASH, receiverId: 'f.near' }],
        inputDataIds: [ZERO_HASH, ZERO_HASH],
        actions: transaction.actions,
      },
    })
    // Both name signer, receiver and key and list the actions. A transaction has beside that a nonce (8), a block hash (32) and a
    // signature (65); a receipt a predecessor (13), an id (32), its kind (1), a gas price (16), an output (4 + 32 + 10) and two inputs (4 + 64).
    t.is(size - (13 + 32 + 1 + 16 + 46 + 68), bytes.length - (8 + 32 + 65), list[0]?.enum)
  }
})
