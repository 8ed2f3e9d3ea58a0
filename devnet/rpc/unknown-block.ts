import type { HttpStatus } from './rpc-error.ts'
import { handlerError, selfDescribed } from './rpc-error.ts'

/** A height or a hash. */
export type BlockId = number | string

/** Makes the error for a block that is not there: what it shows depends on the method. */
export type UnknownBlockError = (id: BlockId, headHeight: number) => Error

const NAME = 'UNKNOWN_BLOCK'

/** As `block`, `chunk` and `gas_price` answer it. Source: nearcore `RpcBlockError`. */
export const unknownBlock: UnknownBlockError = (id, head) =>
  handlerError(NAME, {}, notFoundText(id), statusOf(id, head))

/** As `query` answers it. Source: nearcore `RpcQueryError`, `process_query_response`. */
export const unknownBlockOfQuery: UnknownBlockError = (id, head) => {
  const info = { block_reference: { block_id: id } }
  return handlerError(NAME, info, notFoundText(id), statusOf(id, head))
}

/** As the `EXPERIMENTAL_view_*` methods answer it. Source: nearcore `RpcViewAccountError`. */
export const unknownBlockOfView: UnknownBlockError = (id, head) => {
  const shown = typeof id === 'number' ? `Height(${id})` : `Hash(${id})`
  const data = `Block either has never been observed on the node or has been garbage collected: BlockId(${shown})`
  return handlerError(NAME, { block_reference: { block_id: id } }, data, statusOf(id, head))
}

/** As `changes` and `block_effects` answer it. Source: nearcore `RpcStateChangesError`. */
export const unknownBlockOfChanges: UnknownBlockError = (id, head) =>
  selfDescribed(NAME, {}, statusOf(id, head))

/** As `EXPERIMENTAL_protocol_config` answers it. Source: nearcore `RpcProtocolConfigError`. */
export const unknownBlockOfConfig: UnknownBlockError = (id, head) =>
  handlerError(NAME, {}, `Block Not Found: ${blockText(id)}`, statusOf(id, head))

function notFoundText(id: BlockId): string {
  return `DB Not Found Error: ${blockText(id)} \n Cause: Unknown`
}

function blockText(id: BlockId): string {
  return typeof id === 'number' ? `BLOCK HEIGHT: ${id}` : `BLOCK HEADER: ${id}`
}

/** A height that was skipped is 422, so that clients know not to wait for it. Source: nearcore's CHANGELOG 2.4.0 of JSON-RPC. */
function statusOf(id: BlockId, headHeight: number): HttpStatus {
  return typeof id === 'number' && id < headHeight ? 422 : 200
}
