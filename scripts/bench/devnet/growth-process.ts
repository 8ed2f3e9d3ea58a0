// A devnet in a process of its own that runs transactions on demand: `growth-process.ts <code in hex> [<home>]`, with an IPC channel.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Node } from '../../../devnet/index.ts'
import { createNode } from '../../../devnet/index.ts'
import type { Load } from './growth-load.ts'
import { createLoad, LOAD_ACCOUNTS } from './growth-load.ts'

/** How many blocks to make; none: only to say what memory is taken once the garbage is collected. */
export type GrowthRequest = { blocks: number }

/** `cpuMs`: what the process took for it, signing left out. `rss`: bytes of its memory. `fileBytes`: of the home's database. */
export type GrowthAnswer = { cpuMs: number; rss: number; fileBytes: number }

const TRANSACTIONS_PER_BLOCK = 10

const WARM_UP_BLOCKS = 300
const [code = '', home] = process.argv.slice(2)

function start(directory: string | undefined): { node: Node; load: Load } {
  const options = { blockIntervalMs: 0, genesisAccounts: LOAD_ACCOUNTS }
  const node = createNode(directory === undefined ? options : { ...options, home: directory })
  const load = createLoad(node)
  submit(node, load.deploy(Buffer.from(code, 'hex')))
  node.produceBlock()
  return { node, load }
}

function submit(node: Node, bytes: Uint8Array): void {
  const submitted = node.submit(bytes)
  if (!submitted.accepted) throw new Error(`refused: ${JSON.stringify(submitted.error)}`)
}

function run({ node, load }: { node: Node; load: Load }, blocks: number): number {
  const signed = Array.from({ length: blocks * TRANSACTIONS_PER_BLOCK }, load.next)
  const before = process.cpuUsage()
  for (const [index, bytes] of signed.entries()) {
    submit(node, bytes)
    if (index % TRANSACTIONS_PER_BLOCK === TRANSACTIONS_PER_BLOCK - 1) node.produceBlock()
  }
  const { user, system } = process.cpuUsage(before)
  const { executions } = node.blocks.head()
  const failed = executions.find(({ outcome }) => outcome.status.type === 'failure')
  if (failed) throw new Error(`a transaction failed: ${JSON.stringify(failed.outcome.status)}`)
  return (user + system) / 1_000
}

function answer({ blocks }: GrowthRequest): GrowthAnswer {
  const cpuMs = run(chain, blocks)
  if (blocks === 0) globalThis.gc?.()
  const file = home === undefined ? undefined : join(home, 'devnet.sqlite')
  return { cpuMs, rss: process.memoryUsage.rss(), fileBytes: file ? statSync(file).size : 0 }
}

const warmUp = start(undefined)
run(warmUp, WARM_UP_BLOCKS)
warmUp.node.close()
const chain = start(home)
process.on('message', (request: GrowthRequest) => process.send?.(answer(request)))
process.send?.(answer({ blocks: 0 }))
