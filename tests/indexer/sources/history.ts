import { actions } from 'near-api-js'
import type { Node } from '../../../devnet/index.ts'
import { TGAS, utf8 } from '../../devnet/support/client.ts'
import { type Account, createNetwork, type Network } from '../../devnet/support/network.ts'
import { SOME_STEPS } from '../made-up-chain.ts'
import { createMadeUpRegistry, logLine } from '../made-up-registry.ts'
import { type Deployed, deployEverything } from './deployments.ts'
import { ECHO } from './echo-contract.ts'

export const REGISTRY = 'registry.test.near'
const SKIP_EVERY = 3

export type History = {
  node: Node
  events: number
  deployed: Deployed
  /** Height of the last block in which something happened; some more come after it. */
  lastHeight: number
}

/**
 * Makes a chain with all that a source of blocks must tell apart: the registry's events, one or two a block, what it logged and then
 * failed, what others logged in its form, heights that were skipped, and every kind of deployment.
 */
export async function makeHistory(): Promise<History> {
  const network = createNetwork({ skipEvery: SKIP_EVERY })
  const { node, create, deploy, run } = network
  const [account, impostor] = [await create('registry'), await create('impostor')]
  await deploy(account, ECHO)
  await deploy(impostor, ECHO)
  const registry = createMadeUpRegistry()
  let events = 0
  for (const steps of SOME_STEPS) {
    const made = steps.flatMap((step) => registry.event(step, nextHeight(network)) ?? [])
    events += made.length
    await callTogether(network, account, made.map(logLine))
    const [line] = made.map(logLine)
    if (line === undefined) continue
    await run(impostor, impostor.accountId, [call('log', line)])
    await run(account, REGISTRY, [call('fail', line)])
  }
  const deployed = await deployEverything(network)
  const lastHeight = node.blocks.head().header.height
  // What a block has done is proven by later ones.
  for (let block = 0; block < 4; block++) node.produceBlock()
  return { node, events, deployed, lastHeight }
}

const call = (method: string, line: string) =>
  actions.functionCall(method, utf8(line), 30n * TGAS, 0n)

/** Its own call runs in the block of the transaction. */
function nextHeight({ node }: Network): number {
  const next = node.blocks.head().header.height + 1
  return next % SKIP_EVERY === 0 ? next + 1 : next
}

/** Lets the registry log lines, each by a receipt of its own, all in one block. */
async function callTogether(network: Network, account: Account, lines: string[]): Promise<void> {
  const { node, run } = network
  const state = node.stateAt(node.blocks.head().header.height)
  const publicKey = account.key.getPublicKey().toString()
  const nonce = state.get('accessKey', account.accountId, publicKey)?.nonce ?? 0n
  await Promise.all(
    lines.map((line, i) =>
      run(account, REGISTRY, [call('log', line)], { nonce: nonce + BigInt(i) + 1n }),
    ),
  )
}
