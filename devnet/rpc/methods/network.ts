import type { Node } from '../../node.ts'
import type { Json } from '../../primitives/json.ts'

const NS_IN_S = 1_000_000_000n
const NS_IN_MS = 1_000_000n

/** Nanoseconds since 1970 as RFC 3339 text, as nearcore writes times. */
export function timeText(ns: bigint): string {
  const seconds = new Date(Number(ns / NS_IN_MS)).toISOString().slice(0, 19)
  return `${seconds}.${(ns % NS_IN_S).toString().padStart(9, '0')}Z`
}

export function status(node: Node): Json {
  const { header } = node.blocks.head()
  const first = node.blocks.first().header
  const { protocolVersion } = node.parameters
  return {
    version: { version: 'devnet', build: 'countersign', commit: 'unknown', rustc_version: 'none' },
    chain_id: node.chainId,
    protocol_version: protocolVersion,
    latest_protocol_version: protocolVersion,
    rpc_addr: null,
    validators: [{ account_id: node.validator.accountId }],
    sync_info: {
      latest_block_hash: header.hash,
      latest_block_height: header.height,
      latest_state_root: header.prevStateRoot,
      latest_block_time: timeText(header.timestamp),
      syncing: false,
      earliest_block_hash: first.hash,
      earliest_block_height: first.height,
      earliest_block_time: timeText(first.timestamp),
      epoch_id: header.epochId,
      epoch_start_height: header.epochStart,
    },
    validator_account_id: node.validator.accountId,
    validator_public_key: node.validator.publicKey,
    node_public_key: node.validator.publicKey,
    node_key: null,
    uptime_sec: (node.clock() - node.startedAt) / NS_IN_S,
    genesis_hash: first.hash,
    detailed_debug_status: null,
  }
}

/** Says nothing but that it is there. */
export function health(): Json {
  return null
}

export function networkInfo(): Json {
  return {
    active_peers: [],
    num_active_peers: 0,
    peer_max_count: 0,
    sent_bytes_per_sec: 0,
    received_bytes_per_sec: 0,
    known_producers: [],
  }
}

/** Answers `EXPERIMENTAL_split_storage_info`: a node that keeps everything in one place. */
export function splitStorageInfo({ blocks }: Node): Json {
  const { height } = blocks.head().header
  return {
    head_height: height,
    final_head_height: height,
    cold_head_height: null,
    hot_db_kind: null,
  }
}
