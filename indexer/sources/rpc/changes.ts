import type { AccountId } from '../../../protocol/account-id.ts'
import type { Wanted } from '../../block.ts'
import { type BlockAnswer, type Change, changesAnswer, effectsAnswer } from './answers.ts'
import type { RpcNode } from './node.ts'
import { notKept } from './not-kept.ts'

type Header = BlockAnswer['header']

/** What a block changed. */
export type Changes = {
  /** What it stored for the registry. */
  stored: Change[]
  /** How it left the accounts whose code is wanted. */
  accounts: Change[]
}

export async function changesOf(
  node: RpcNode,
  header: Header,
  { executor, code }: Wanted,
  signal: AbortSignal,
): Promise<Changes> {
  const data = { changes_type: 'data_changes', account_ids: [executor], key_prefix_base64: '' }
  if (typeof code !== 'function') {
    return { stored: await changes(node, header, data, signal), accounts: [] }
  }
  // One question tells for all accounts whether there is anything to ask.
  const touched = await touchedAccounts(node, header, signal)
  const account_ids = touched.accounts.filter((accountId) => code(accountId))
  const account = { changes_type: 'account_changes', account_ids }
  return {
    stored: touched.stored.includes(executor) ? await changes(node, header, data, signal) : [],
    accounts: account_ids.length > 0 ? await changes(node, header, account, signal) : [],
  }
}

// The methods go by these names at older nodes, too.

async function changes(
  node: RpcNode,
  header: Header,
  what: object,
  signal: AbortSignal,
): Promise<Change[]> {
  const params = { block_id: header.hash, ...what }
  const asked = node.ask('EXPERIMENTAL_changes', params, changesAnswer, signal)
  return (await asked.catch(notKept(node, header.height))).changes
}

async function touchedAccounts(node: RpcNode, header: Header, signal: AbortSignal) {
  const params = { block_id: header.hash }
  const asked = node.ask('EXPERIMENTAL_changes_in_block', params, effectsAnswer, signal)
  const { changes } = await asked.catch(notKept(node, header.height))
  const of = (kind: string): AccountId[] => [
    ...new Set(changes.flatMap(({ type, account_id }) => (type === kind ? [account_id] : []))),
  ]
  return { accounts: of('account_touched'), stored: of('data_touched') }
}
