import type { AccountId } from '../protocol/account-id.ts'
import { readSourceMetadata, type SourceMetadata } from '../protocol/source-metadata.ts'
import { isChainError } from './errors.ts'
import type { Rpc } from './rpc.ts'
import { callView, type ViewOptions } from './views.ts'

/**
 * Reads what a contract says of its source (NEP-330); null if it says nothing.
 *
 * It is a claim of whoever deployed the contract.
 *
 * @throws ProtocolError if it states a recipe that nobody could follow; ChainError if NEAR cannot be asked.
 */
export async function viewSourceMetadata(
  rpc: Rpc,
  accountId: AccountId,
  options: ViewOptions = {},
): Promise<SourceMetadata | null> {
  try {
    const { value } = await callView(rpc, accountId, 'contract_source_metadata', {}, options)
    return value == null ? null : readSourceMetadata(value)
  } catch (error) {
    if (isChainError(error, 'CONTRACT_EXECUTION_ERROR')) return null
    throw error
  }
}
