import { actions } from 'near-api-js'
import type { TrustedRoot } from '../../../chain/light-client/index.ts'
import { stringifyJson } from '../../../devnet/primitives/json.ts'
import { answerJsonRpc } from '../../../devnet/rpc/json-rpc.ts'
import { compileText, NOTE_CONTRACT } from '../../devnet/support/contract.ts'
import { createNetwork, type Network } from '../../devnet/support/network.ts'
import type { ProofJson } from './vectors.ts'

export type Execution = { proof: ProofJson; trusted: TrustedRoot & { hash: string } }

const TGAS = 10n ** 12n

/** Asks a devnet without a server, and reads the answer as a client does. */
export async function ask({ node }: Network, method: string, params: unknown): Promise<unknown> {
  const body = stringifyJson({ jsonrpc: '2.0', id: 'test', method, params } as never)
  const answer = JSON.parse(stringifyJson(await answerJsonRpc(node, body)))
  if (answer.result === undefined) throw new Error(JSON.stringify(answer))
  return answer.result
}

/** Proves an execution of a devnet to who trusts its last block. */
export async function prove(network: Network, id: string): Promise<Execution> {
  const { hash, blockMerkleRoot } = network.node.blocks.head().header
  const params = {
    type: 'receipt',
    receipt_id: id,
    receiver_id: 'test.near',
    light_client_head: hash,
  }
  const proof = (await ask(network, 'light_client_proof', params)) as ProofJson
  return { proof, trusted: { blockMerkleRoot, hash } }
}

/** Proofs of one execution of each kind, in blocks with others beside them. */
export async function executionProofs(): Promise<Record<string, Execution>> {
  const network = createNetwork()
  const { root, run, create, deploy, node, sign } = network
  const note = await create('note')
  await deploy(note, compileText(NOTE_CONTRACT))
  const call = (method: string) =>
    actions.functionCall(method, new TextEncoder().encode('a'), 30n * TGAS, 0n)
  let nonce = 10_000n
  // Three more transactions share the block of each.
  const runOne = async (...methods: string[]) => {
    for (let other = 0; other < 3; other++) {
      const sent = { signer: root, receiverId: note.accountId, actions: [call('set')] }
      node.submit(await sign(sent, { nonce: ++nonce }))
    }
    return await run(root, note.accountId, methods.map(call), { nonce: ++nonce })
  }
  const got = await runOne('set', 'get')
  const logged = await runOne('set', 'set', 'set')
  const failed = await runOne('set', 'fail')
  for (let block = 0; block < 7; block++) node.produceBlock()
  const receipt = (ran: typeof got) => ran.receipts_outcome[0]?.id ?? ''
  return {
    receipt: await prove(network, got.transaction_outcome.id),
    value: await prove(network, receipt(got)),
    'several logs': await prove(network, receipt(logged)),
    failure: await prove(network, receipt(failed)),
  }
}
