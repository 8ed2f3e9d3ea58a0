import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ExecutionContext } from 'ava'
import type { Block } from '../../devnet/chain/types.ts'
import type { Node } from '../../devnet/index.ts'
import { createNode } from '../../devnet/index.ts'
import { allBlocks, chainContent } from './support/chain-content.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'
import { temporaryHome } from './support/home.ts'
import { KILL_ACCOUNTS, type Sent, sendUntilGone } from './support/kill-load.ts'

/** Transactions that are acknowledged before a kill, at most, and milliseconds after the last of them. */
const MOST_ACKNOWLEDGED = 16
const LONGEST_REST = 10

/** Kills a busy devnet at random moments and checks after each time, and as a whole in the end, that its home has lost nothing. */
export async function killDevnet(t: ExecutionContext, kills: number): Promise<void> {
  const home = temporaryHome(t)
  const code = compileText(NOTE_CONTRACT)
  const sent: Sent = { bytes: new Map(), acknowledged: new Map() }
  let height = 0
  for (let kill = 0; kill < kills; kill++) {
    const { child, url } = await startProcess(t, home)
    const sending = sendUntilGone(url, sent, code)
    await acknowledged(sent, Math.floor(Math.random() * MOST_ACKNOWLEDGED))
    await wait(Math.random() * LONGEST_REST)
    child.kill('SIGKILL')
    await Promise.all([once(child, 'exit'), sending])

    const node = openHome(home)
    const head = node.blocks.head().header.height
    t.true(head >= height, 'no block goes away')
    height = head
    checkAcknowledged(t, node, sent)
    node.close()
  }
  t.true(sent.acknowledged.size > kills, `${sent.acknowledged.size} transactions were acknowledged`)

  const node = openHome(home)
  t.teardown(node.close)
  const blocks = allBlocks(node)
  checkChain(t, blocks)
  const replayed = replay(t, blocks, sent)
  t.deepEqual(chainContent(node), chainContent(replayed))
  checkSupply(t, replayed)
}

/** Waits until so many more transactions have been acknowledged. */
async function acknowledged({ acknowledged: known }: Sent, more: number): Promise<void> {
  const until = known.size + more
  while (known.size < until) await wait(1)
}

function openHome(home: string): Node {
  return createNode({ home, blockIntervalMs: 0 })
}

async function startProcess(
  t: ExecutionContext,
  home: string,
): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(import.meta.dirname, 'kill-process.ts'), [home])
  t.teardown(() => child.kill('SIGKILL'))
  const [url] = (await once(child, 'message')) as [string]
  return { child, url }
}

function checkAcknowledged(t: ExecutionContext, { blocks }: Node, { acknowledged }: Sent): void {
  const lost = [...acknowledged].filter(
    ([hash, block]) => blocks.transaction(hash)?.block.header.hash !== block,
  )
  t.deepEqual(lost, [], 'who was told that a transaction is in a block finds it there')
}

/** Every block names the one before it, and no transaction and no nonce is there twice. */
function checkChain(t: ExecutionContext, blocks: readonly Block[]): void {
  for (const [index, { header }] of blocks.entries()) {
    t.is(header.ordinal, index + 1)
    if (index > 0) t.is(header.prevHash, (blocks[index - 1] as Block).header.hash)
  }
  const transactions = blocks.flatMap((block) => block.transactions)
  t.is(new Set(transactions.map(({ hash }) => hash)).size, transactions.length)
  t.is(
    new Set(transactions.map(({ signerId, nonce }) => `${signerId} ${nonce}`)).size,
    transactions.length,
  )
}

/** Runs the same transactions at the same times in a chain that nobody kills. */
function replay(t: ExecutionContext, blocks: readonly Block[], { bytes }: Sent): Node {
  let now = (blocks[0] as Block).header.timestamp
  const genesisAccounts = KILL_ACCOUNTS
  const node = createNode({ blockIntervalMs: 0, clock: () => now, genesisAccounts })
  t.teardown(node.close)
  for (const { header, transactions } of blocks.slice(1)) {
    now = header.timestamp
    for (const { hash } of transactions) node.submit(bytes.get(hash) as Uint8Array)
    node.produceBlock()
  }
  return node
}

/** What all accounts have is what the genesis had, less what was burnt. */
function checkSupply(t: ExecutionContext, node: Node): void {
  // Receipts that are under way carry deposits.
  while (node.produceBlock().executions.length > 0);
  const { height } = node.blocks.head().header
  const state = node.stateAt(height)
  const ids = ['test.near', ...KILL_ACCOUNTS.map(({ accountId }) => accountId)]
  const held = ids
    .map((id) => state.get('account', id))
    .reduce((sum, account) => sum + (account?.amount ?? 0n) + (account?.locked ?? 0n), 0n)
  t.is(held, node.produceBlock().header.totalSupply)
}
