import {
  NETWORK_MODES,
  type NetworkMode,
  OUTCOMES,
  type Outcome,
  PROVENANCES,
  type Provenance,
} from '../../protocol/attestation.ts'
import { HASH_BYTES } from '../../protocol/code-hash.ts'
import { utf8, utf8Text } from '../host.ts'

/** What the registry keeps of a live attestation; its recipe and builder are in the key. */
export type AttestationRecord = {
  outcome: Outcome
  network: NetworkMode
  provenance: Provenance
  /** An earlier statement that this one superseded, itself or through others, had another code hash. */
  equivocated: boolean
  seq: number
  block_height: number
  /** Nanoseconds since 1970. */
  timestamp: bigint
  /** Code hash of the builder's last `built` statement on the recipe: this one, or one that a `failed` has superseded. */
  last_built: Uint8Array | null
  source_id: Uint8Array
  /** Image digest of the recipe's environment. */
  environment: Uint8Array
  log_digest: Uint8Array | null
  platform: string
  tool: string
}

// Fixed part of the record, then platform and tool, each after a byte for its length.
const AT = {
  form: 0,
  outcome: 1,
  network: 2,
  provenance: 3,
  flags: 4,
  seq: 5,
  blockHeight: 13,
  timestamp: 21,
  lastBuilt: 29,
  sourceId: 61,
  environment: 93,
  logDigest: 125,
  texts: 157,
} as const
const FORM = 1
const FLAG_EQUIVOCATED = 1
const FLAG_HAS_LOG = 2
const FLAG_WAS_BUILT = 4

export function encodeAttestation(a: AttestationRecord): Uint8Array {
  const platform = utf8(a.platform)
  const tool = utf8(a.tool)
  const record = new Uint8Array(AT.texts + 2 + platform.length + tool.length)
  const view = new DataView(record.buffer)
  record[AT.form] = FORM
  record[AT.outcome] = OUTCOMES.indexOf(a.outcome)
  record[AT.network] = NETWORK_MODES.indexOf(a.network)
  record[AT.provenance] = PROVENANCES.indexOf(a.provenance)
  record[AT.flags] =
    (a.equivocated ? FLAG_EQUIVOCATED : 0) |
    (a.log_digest === null ? 0 : FLAG_HAS_LOG) |
    (a.last_built === null ? 0 : FLAG_WAS_BUILT)
  view.setBigUint64(AT.seq, BigInt(a.seq))
  view.setBigUint64(AT.blockHeight, BigInt(a.block_height))
  view.setBigUint64(AT.timestamp, a.timestamp)
  if (a.last_built !== null) record.set(a.last_built, AT.lastBuilt)
  record.set(a.source_id, AT.sourceId)
  record.set(a.environment, AT.environment)
  if (a.log_digest !== null) record.set(a.log_digest, AT.logDigest)
  let at: number = AT.texts
  for (const text of [platform, tool]) {
    record[at] = text.length
    record.set(text, at + 1)
    at += 1 + text.length
  }
  return record
}

export function decodeAttestation(record: Uint8Array): AttestationRecord {
  const view = new DataView(record.buffer, record.byteOffset)
  const byte = (at: number) => record[at] as number
  const hash = (at: number) => record.slice(at, at + HASH_BYTES)
  const flags = byte(AT.flags)
  const platformEnd = AT.texts + 1 + byte(AT.texts)
  return {
    outcome: OUTCOMES[byte(AT.outcome)] as Outcome,
    network: NETWORK_MODES[byte(AT.network)] as NetworkMode,
    provenance: PROVENANCES[byte(AT.provenance)] as Provenance,
    equivocated: (flags & FLAG_EQUIVOCATED) !== 0,
    seq: Number(view.getBigUint64(AT.seq)),
    block_height: Number(view.getBigUint64(AT.blockHeight)),
    timestamp: view.getBigUint64(AT.timestamp),
    last_built: flags & FLAG_WAS_BUILT ? hash(AT.lastBuilt) : null,
    source_id: hash(AT.sourceId),
    environment: hash(AT.environment),
    log_digest: flags & FLAG_HAS_LOG ? hash(AT.logDigest) : null,
    platform: utf8Text(record.slice(AT.texts + 1, platformEnd)),
    tool: utf8Text(record.slice(platformEnd + 1)),
  }
}

/** What a verdict asks of each attestation; reading no more keeps the cost of hundreds of them down. */
export type AttestationForVerdict = Pick<
  AttestationRecord,
  'network' | 'equivocated' | 'seq' | 'timestamp'
> & {
  /** null if the build failed. */
  code_hash: Uint8Array | null
}

export function decodeForVerdict(record: Uint8Array): AttestationForVerdict {
  const view = new DataView(record.buffer, record.byteOffset)
  const failed = record[AT.outcome] === OUTCOMES.indexOf('failed')
  return {
    network: NETWORK_MODES[record[AT.network] as number] as NetworkMode,
    equivocated: ((record[AT.flags] as number) & FLAG_EQUIVOCATED) !== 0,
    seq: Number(view.getBigUint64(AT.seq)),
    timestamp: view.getBigUint64(AT.timestamp),
    code_hash: failed ? null : record.slice(AT.lastBuilt, AT.lastBuilt + HASH_BYTES),
  }
}
