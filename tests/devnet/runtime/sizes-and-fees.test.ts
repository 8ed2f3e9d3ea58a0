import test from 'ava'
import { actions, buildDelegateAction, KeyPair, KeyPairSigner } from 'near-api-js'
import { decodeSignedTransaction } from '../../../devnet/runtime/decode-transaction.ts'
import type { Fee } from '../../../devnet/runtime/fees.ts'
import { FEES } from '../../../devnet/runtime/fees.ts'
import { LIMITS, MAX_GAS_BURNT, PROTOCOL_VERSION } from '../../../devnet/runtime/parameters.ts'
import { receiptSize } from '../../../devnet/runtime/receipt-size.ts'
import { parametersByVersion } from '../../../devnet/vm/parameters/index.ts'
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
        outputDataReceivers: [{ dataId: '', receiverId: 'f.near' }],
        inputDataIds: ['', ''],
        actions: transaction.actions,
      },
    })
    // Both name signer, receiver and key and list the actions. A transaction has beside that a nonce (8), a block hash (32) and a
    // signature (65); a receipt a predecessor (13), an id (32), its kind (1), a gas price (16), an output (4 + 32 + 10) and two inputs (4 + 64).
    t.is(size - (13 + 32 + 1 + 16 + 46 + 68), bytes.length - (8 + 32 + 65), list[0]?.enum)
  }
})

test('fees and limits are those that contracts are charged and held to', (t) => {
  const { actionFees, limits, protocolVersion } = parametersByVersion[84]
  const names = {
    CREATE_ACCOUNT: 'createAccount',
    DELETE_ACCOUNT: 'deleteAccount',
    DEPLOY_CONTRACT_BASE: 'deployContract',
    DEPLOY_CONTRACT_BYTE: 'deployContractByte',
    FUNCTION_CALL_BASE: 'functionCall',
    FUNCTION_CALL_BYTE: 'functionCallByte',
    TRANSFER: 'transfer',
    STAKE: 'stake',
    ADD_FULL_ACCESS_KEY: 'addFullAccessKey',
    ADD_FUNCTION_CALL_KEY_BASE: 'addFunctionCallKey',
    ADD_FUNCTION_CALL_KEY_BYTE: 'addFunctionCallKeyByte',
    DELETE_KEY: 'deleteKey',
    NEW_ACTION_RECEIPT: 'newActionReceipt',
    NEW_DATA_RECEIPT_BASE: 'newDataReceipt',
    NEW_DATA_RECEIPT_BYTE: 'newDataReceiptByte',
  } as const satisfies Record<keyof typeof actionFees, keyof typeof FEES>
  for (const [cost, { sendToSelf, sendToOther, execute }] of Object.entries(actionFees)) {
    const fee: Fee = FEES[names[cost as keyof typeof names]]
    t.deepEqual(
      fee,
      { sendSelf: BigInt(sendToSelf), send: BigInt(sendToOther), exec: BigInt(execute) },
      cost,
    )
  }
  t.is(protocolVersion, PROTOCOL_VERSION)
  t.is(BigInt(limits.maxGasBurnt), MAX_GAS_BURNT)
  t.is(limits.maxContractSize, LIMITS.maxContractSize)
  t.is(limits.maxLengthReturnedData, LIMITS.maxReturnedDataLength)
  t.is(limits.maxNumberInputDataDependencies, LIMITS.maxInputDataDependencies)
})
