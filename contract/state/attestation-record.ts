import { joinBytes } from '#encodings'
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
import { getUint53, setUint53 } from './numbers.ts'

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
const NO_HASH = new Uint8Array(HASH_BYTES)
/** Each length that platform and tool can have, as a byte. */
const LENGTHS = Array.from({ length: 65 }, (_, length) => new Uint8Array([length]))

export function encodeAttestation(a: AttestationRecord): Uint8Array {
  const { last_built, log_digest } = a
  const platform = utf8(a.platform)
  const tool = utf8(a.tool)
  const fixed = new Uint8Array(AT.lastBuilt)
  const view = new DataView(fixed.buffer)
  fixed[AT.form] = FORM
  fixed[AT.outcome] = OUTCOMES.indexOf(a.outcome)
  fixed[AT.network] = NETWORK_MODES.indexOf(a.network)
  fixed[AT.provenance] = PROVENANCES.indexOf(a.provenance)
  fixed[AT.flags] =
    (a.equivocated ? FLAG_EQUIVOCATED : 0) |
    (log_digest === null ? 0 : FLAG_HAS_LOG) |
    (last_built === null ? 0 : FLAG_WAS_BUILT)
  setUint53(view, AT.seq, a.seq)
  setUint53(view, AT.blockHeight, a.block_height)
  view.setBigUint64(AT.timestamp, a.timestamp)
  return joinBytes([
    fixed,
    last_built ?? NO_HASH,
    a.source_id,
    a.environment,
    log_digest ?? NO_HASH,
    LENGTHS[platform.length] as Uint8Array,
    platform,
    LENGTHS[tool.length] as Uint8Array,
    tool,
  ])
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
    seq: getUint53(view, AT.seq),
    block_height: getUint53(view, AT.blockHeight),
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
    seq: getUint53(view, AT.seq),
    timestamp: view.getBigUint64(AT.timestamp),
    code_hash: failed ? null : record.slice(AT.lastBuilt, AT.lastBuilt + HASH_BYTES),
  }
}
