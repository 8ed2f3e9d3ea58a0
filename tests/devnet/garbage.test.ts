import test from 'ava'
import fc from 'fast-check'
import { actions, KeyPair } from 'near-api-js'
import { createNode, DevnetError } from '../../devnet/index.ts'
import { METHODS } from '../../devnet/rpc/dispatch.ts'
import { answerJsonRpc } from '../../devnet/rpc/json-rpc.ts'
import { NEAR } from './support/client.ts'
import { createNetwork } from './support/network.ts'

test('no parameters of any method bring the node down', async (t) => {
  const node = createNode({ blockIntervalMs: 0 })
  t.teardown(node.close)
  const words = fc.constantFrom(
    'test.near',
    'final',
    'view_account',
    'call_function',
    'view_state',
    'account_changes',
    node.blocks.head().header.hash,
    'AAAA',
    '__proto__',
  )
  const leaf = fc.oneof(
    words,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.string(),
  )
  const names = fc.constantFrom(
    'account_id',
    'request_type',
    'finality',
    'block_id',
    'method_name',
    'args_base64',
    'prefix_base64',
    'public_key',
    'tx_hash',
    'signed_tx_base64',
    'wait_until',
    'changes_type',
    'account_ids',
    'keys',
    'records',
    'receipt_id',
    'chunk_id',
    'shard_id',
    'code_hash',
  )
  const fields = fc.dictionary(names, fc.oneof(leaf, fc.array(leaf), fc.dictionary(names, leaf)))
  const params = fc.oneof(fields, fields, fc.array(leaf), leaf)
  const methods = Object.keys(METHODS)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...methods), params, async (method, sent) => {
      const answer = await answerJsonRpc(
        node,
        JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: sent }),
      )
      return 'result' in answer || 'error' in answer
    }),
    { numRuns: 3_000 },
  )
  t.is((await answerJsonRpc(node, '{"jsonrpc":"2.0","id":1,"method":"health"}')).result, null)
})

test('no bytes are a transaction that brings the node down', (t) => {
  const node = createNode({ blockIntervalMs: 0 })
  t.teardown(node.close)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => refusedOrAnswered(node, bytes)),
    { numRuns: 5_000 },
  )
  t.is(node.blocks.head().header.height, 0)
})

test('changed, cut and joined transactions never bring the node down', async (t) => {
  const { node, root, sign } = createNetwork()
  t.teardown(node.close)
  const key = KeyPair.fromRandom('ed25519').getPublicKey()
  const whole = await sign({
    signer: root,
    receiverId: 'a.test.near',
    actions: [
      actions.createAccount(),
      actions.deployContract(new Uint8Array(20)),
      actions.functionCall('method', new Uint8Array(9), 1n, 1n),
      actions.addFunctionCallAccessKey(key, 'b.near', ['x', 'y'], NEAR),
      actions.deployGlobalContract(new Uint8Array(3), 'accountId'),
      actions.deleteAccount('b.near'),
    ],
  })
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) })
  const changed = fc
    .tuple(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(whole.length))
    .map(([changes, length]) => {
      const bytes = whole.slice()
      for (const { at, byte } of changes) bytes[at] = byte
      return length % 3 === 0 ? bytes.slice(0, length) : bytes
    })
  fc.assert(
    fc.property(
      changed.filter((bytes) => Buffer.compare(bytes, whole) !== 0),
      (bytes) => refusedOrAnswered(node, bytes),
    ),
    { numRuns: 5_000 },
  )
  node.produceBlock()
  t.is(node.blocks.head().header.height, 1)
})

test('delegate actions inside one another are refused before they fill the stack', (t) => {
  const node = createNode({ blockIntervalMs: 0 })
  t.teardown(node.close)
  // Each level: an action's tag, a sender and a receiver of two letters, and a list of one action.
  const level = Buffer.from('08020000006161020000006161' + '01000000', 'hex')
  const start = Buffer.concat([
    Buffer.from('020000006161', 'hex'),
    Buffer.alloc(33),
    Buffer.alloc(8),
    Buffer.from('020000006161', 'hex'),
    Buffer.alloc(32),
    Buffer.from('01000000', 'hex'),
  ])
  const bytes = Buffer.concat([start, ...Array.from({ length: 80_000 }, () => level)])
  const error = t.throws(() => node.submit(bytes), { instanceOf: DevnetError })
  t.is(error.code, 'MALFORMED_BORSH')
})

/** Bytes are refused as such, or taken and answered; nothing else may be thrown. */
function refusedOrAnswered(node: ReturnType<typeof createNode>, bytes: Uint8Array): boolean {
  try {
    return !node.submit(bytes).accepted
  } catch (error) {
    return error instanceof DevnetError
  }
}
