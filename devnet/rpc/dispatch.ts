import type { Node } from '../node.ts'
import type { Json } from '../primitives/json.ts'
import { block, chunk, congestionLevel, gasPrice } from './methods/blocks.ts'
import { blockEffects, changes } from './methods/changes.ts'
import { genesisConfig, protocolConfig } from './methods/config.ts'
import { lightClientBlockProof, lightClientProof, nextLightClient } from './methods/light-client.ts'
import { health, networkInfo, splitStorageInfo, status } from './methods/network.ts'
import { query, queryMethod } from './methods/query.ts'
import { receipt, receiptToTx } from './methods/receipts.ts'
import { fastForward, patchState } from './methods/sandbox.ts'
import {
  broadcastTxAsync,
  broadcastTxCommit,
  sendTx,
  tx,
  txStatus,
} from './methods/transactions.ts'
import { maintenanceWindows, validators, validatorsOrdered } from './methods/validators.ts'
import type { Params } from './params.ts'
import { methodNotFound } from './rpc-error.ts'

type Method = (node: Node, params: Params) => Json | Promise<Json>

/** Every method there is, under each of its names. */
export const METHODS: Readonly<Record<string, Method>> = {
  block,
  block_effects: blockEffects,
  broadcast_tx_async: broadcastTxAsync,
  broadcast_tx_commit: broadcastTxCommit,
  changes,
  chunk,
  gas_price: gasPrice,
  genesis_config: genesisConfig,
  health,
  light_client_proof: lightClientProof,
  maintenance_windows: maintenanceWindows,
  network_info: networkInfo,
  next_light_client_block: nextLightClient,
  query,
  sandbox_fast_forward: fastForward,
  sandbox_patch_state: patchState,
  send_tx: sendTx,
  status,
  tx,
  validators,
  EXPERIMENTAL_call_function: queryMethod('call_function'),
  EXPERIMENTAL_changes: changes,
  EXPERIMENTAL_changes_in_block: blockEffects,
  EXPERIMENTAL_congestion_level: congestionLevel,
  EXPERIMENTAL_genesis_config: genesisConfig,
  EXPERIMENTAL_light_client_block_proof: lightClientBlockProof,
  EXPERIMENTAL_light_client_proof: lightClientProof,
  EXPERIMENTAL_maintenance_windows: maintenanceWindows,
  EXPERIMENTAL_protocol_config: protocolConfig,
  EXPERIMENTAL_receipt: receipt,
  EXPERIMENTAL_receipt_to_tx: receiptToTx,
  EXPERIMENTAL_split_storage_info: splitStorageInfo,
  EXPERIMENTAL_tx_status: txStatus,
  EXPERIMENTAL_validators_ordered: validatorsOrdered,
  EXPERIMENTAL_view_access_key: queryMethod('view_access_key'),
  EXPERIMENTAL_view_access_key_list: queryMethod('view_access_key_list'),
  EXPERIMENTAL_view_account: queryMethod('view_account'),
  EXPERIMENTAL_view_code: queryMethod('view_code'),
  EXPERIMENTAL_view_state: queryMethod('view_state'),
}

/** Answers one request. Throws `RpcError`. */
export async function dispatch(node: Node, method: string, params: Params): Promise<Json> {
  const answer = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined
  if (!answer) throw methodNotFound(method.slice(0, 100))
  return await answer(node, params)
}
