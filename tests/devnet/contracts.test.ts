import test from 'ava'
import { startDevnet } from '../../devnet/index.ts'
import { createClient, utf8 } from './support/client.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'

test('near-api-js creates an account, deploys, calls and views, and neardata shows the logs', async (t) => {
  const devnet = await startDevnet()
  t.teardown(devnet.close)
  const { create, provider } = createClient(devnet)
  const alice = await create('alice')
  await alice.deployContract(compileText(NOTE_CONTRACT))
  const outcome = await alice.callFunctionRaw({
    contractId: alice.accountId,
    methodName: 'set',
    args: utf8('hello'),
    waitUntil: 'FINAL',
  })
  t.is(outcome.final_execution_status, 'FINAL')
  const view = await provider.callFunctionRaw({
    contractId: alice.accountId,
    method: 'get',
    args: new Uint8Array(),
  })
  t.is(Buffer.from(view.result).toString(), 'hello')
})
