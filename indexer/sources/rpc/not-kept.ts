import { isChainError } from '../../../chain/index.ts'
import { IndexerError } from '../../errors.ts'
import type { RpcNode } from './node.ts'

/** Makes a handler that turns a node's answer that it does not know a block, which must exist, into what that means. */
export function notKept(node: RpcNode, height: number): (error: unknown) => never {
  return (error) => {
    if (!isChainError(error, 'UNKNOWN_BLOCK')) throw error
    throw notKeptError(node, height, error)
  }
}

export function notKeptError(
  { name: url }: RpcNode,
  height: number,
  cause?: Error,
): IndexerError<'BLOCK_NOT_KEPT'> {
  return new IndexerError(
    'BLOCK_NOT_KEPT',
    `${url} does not keep block ${height} any more: other than archival nodes keep five epochs, about 36 hours. Use an archival node, or the source neardata.`,
    { url, height },
    cause && { cause },
  )
}
