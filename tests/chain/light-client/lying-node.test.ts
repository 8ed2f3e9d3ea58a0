import type { ExecutionContext } from 'ava'
import test from 'ava'
import { createRpc } from '../../../chain/index.ts'
import { createLightClient, type LightClient } from '../../../chain/light-client/index.ts'
import { createNetwork, type Network } from '../../devnet/support/network.ts'
import { startRpcServer } from '../rpc-server.ts'
import { ask } from './proofs.ts'
import type { Json, JsonObject } from './vectors.ts'

// Making hundreds of blocks keeps the process busy for longer than a client usually waits.
const PATIENCE_MS = 60_000

type Lie = (
  method: string,
  result: JsonObject,
  params: JsonObject,
) => Json | undefined | Promise<Json>

/** A client of a node that passes devnet's answers on, some of them changed. */
async function clientOf(t: ExecutionContext, network: Network, lie: Lie): Promise<LightClient> {
  const server = await startRpcServer(async ({ method, params }) => {
    const honest = (await ask(network, method, params)) as JsonObject
    return { result: (await lie(method, honest, params as JsonObject)) ?? honest }
  })
  t.teardown(server.close)
  const rpc = createRpc({ urls: [server.url], rounds: 1, timeoutMs: PATIENCE_MS })
  const hash = network.node.blocks.atHeight(3)?.header.hash ?? ''
  return await createLightClient({ rpc, trusted: { hash } })
}

function grown(blocks: number): Network {
  const network = createNetwork()
  for (let block = 0; block < blocks; block++) network.node.produceBlock()
  return network
}

const BLOCK_PROOF = 'EXPERIMENTAL_light_client_block_proof'
const NEXT_BLOCK = 'next_light_client_block'

test('a node that answers another block than the trusted one is found out', async (t) => {
  const network = grown(10)
  const other = network.node.blocks.atHeight(4)?.header.hash ?? ''
  const lie: Lie = (method) =>
    method === BLOCK_PROOF ? (ask(network, method, [other, other]) as Promise<Json>) : undefined
  const error = await t.throwsAsync(clientOf(t, network, lie))
  t.like(error, { code: 'LIGHT_CLIENT_BLOCK_INVALID', details: { step: 'trust', hash: other } })
})

test('a node that names other producers is found out, at the start and later', async (t) => {
  const network = grown(700)
  const stranger = { ...grown(1).node.validator, stake: '1' }
  let asked = 0
  const lies =
    (from: number): Lie =>
    (method, result) => {
      if (method !== NEXT_BLOCK || ++asked < from) return undefined
      return {
        ...result,
        next_bps: [{ ...(result.next_bps as JsonObject[])[0], stake: stranger.stake }],
      }
    }
  t.like(await t.throwsAsync(clientOf(t, network, lies(1))), { details: { step: 'producers' } })
  asked = 0
  const client = await clientOf(t, network, lies(3))
  t.like(await t.throwsAsync(client.sync()), {
    code: 'LIGHT_CLIENT_BLOCK_INVALID',
    details: { step: 'producers' },
  })
  t.is(client.state().head.height, 3)
})

test('a node that answers an old block, or the same again, is found out and nothing is lost', async (t) => {
  const network = grown(20)
  let kept: JsonObject | undefined
  const client = await clientOf(t, network, (method, result) => {
    if (method !== NEXT_BLOCK) return undefined
    if (Object.keys(result).length > 0) kept = result
    return kept
  })
  t.like(await t.throwsAsync(client.sync()), { details: { step: 'height' } })
  t.is(client.state().head.height, 18)
})

test('a node that proves something else than was asked for is found out', async (t) => {
  const network = grown(20)
  const client = await clientOf(t, network, (method, _result, { light_client_head: head }) =>
    method === BLOCK_PROOF && head === network.node.blocks.atHeight(18)?.header.hash
      ? (ask(network, method, [
          network.node.blocks.atHeight(7)?.header.hash,
          head,
        ]) as Promise<Json>)
      : undefined,
  )
  await client.sync()
  const hash = network.node.blocks.atHeight(8)?.header.hash ?? ''
  const error = await t.throwsAsync(client.proveBlock(hash))
  t.like(error, { code: 'PROOF_INVALID', details: { step: 'id', expected: hash } })
})

test('answers that are no light client answers are told as such', async (t) => {
  const network = grown(20)
  const forms: Json[] = [{ block_header_lite: {} }, [], 'nothing', 7, { block_proof: [] }]
  for (const form of forms) {
    const error = await t.throwsAsync(clientOf(t, network, () => form))
    t.like(error, { code: 'BAD_ANSWER' })
  }
})
