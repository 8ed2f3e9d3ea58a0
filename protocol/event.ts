import { type AccountId, readAccountId } from './account-id.ts'
import { type Attestation, readStatement, STATEMENT_FIELDS, type Statement } from './attestation.ts'
import { decodeBase58 } from './base58.ts'
import { consistsOf, DIGITS } from './characters.ts'
import { HASH_BYTES } from './code-hash.ts'
import { ProtocolError } from './errors.ts'
import { type Policy, readPolicy } from './policy.ts'
import { readPolicyName } from './policy-name.ts'
import { type Recipe, type RecipeId, readRecipe } from './recipe.ts'
import { readArray, readInteger, readOneOf, readOptional, readRecord, readText } from './shape.ts'

// Events of the registry, in NEP-297's form: a log line `EVENT_JSON:` + JSON of {standard, version, event, data: [one]}.

export const EVENT_PREFIX = 'EVENT_JSON:'
export const EVENT_STANDARD = 'countersign'
export const EVENT_VERSION = '1.0.0'

/** What every event carries: its number and when it was recorded. */
export type Recorded = {
  /** 1, 2, 3 … per registry, without gaps. */
  seq: number
  block_height: number
  /** Nanoseconds since 1970, decimal. */
  timestamp: string
}

export type AttestData = Attestation & { recipe: Recipe }
export type WithdrawData = Recorded & {
  builder: AccountId
  recipe_id: RecipeId
  reason: string | null
}
export type PolicySetData = Recorded & {
  owner: AccountId
  name: string
  policy_version: number
  digest: string
  policy: Policy
}
export type PolicyRemovedData = Recorded & { owner: AccountId; name: string }
export type OperatorSetData = Recorded & { account: AccountId; operator: AccountId | null }

export type RegistryEvent =
  | { event: 'attest'; data: AttestData }
  | { event: 'withdraw'; data: WithdrawData }
  | { event: 'policy_set'; data: PolicySetData }
  | { event: 'policy_removed'; data: PolicyRemovedData }
  | { event: 'operator_set'; data: OperatorSetData }

export type EventKind = RegistryEvent['event']

const KINDS = ['attest', 'withdraw', 'policy_set', 'policy_removed', 'operator_set'] as const
const RECORDED_FIELDS = ['seq', 'block_height', 'timestamp'] as const

export const MAX_REASON_BYTES = 256

/** Writes an event's JSON: what the registry logs after `EVENT_JSON:` and what the hash chain is over. */
export function eventJson(event: RegistryEvent): string {
  return JSON.stringify({
    standard: EVENT_STANDARD,
    version: EVENT_VERSION,
    event: event.event,
    data: [event.data],
  })
}

/**
 * Writes an `attest` event as eventJson does, around a recipe that is there in its canonical form already.
 *
 * None of the other texts holds a character that JSON escapes, so they stand as they are.
 */
export function attestEventJson(
  recorded: Recorded,
  { builder, recipe_id }: Pick<Attestation, 'builder' | 'recipe_id'>,
  s: Statement,
  canonicalRecipe: string,
): string {
  const { seq, block_height, timestamp } = recorded
  return `{"standard":"${EVENT_STANDARD}","version":"${EVENT_VERSION}","event":"attest","data":[{"seq":${seq},"block_height":${block_height},"timestamp":"${timestamp}","builder":"${builder}","recipe_id":"${recipe_id}","outcome":"${s.outcome}","code_hash":${textOrNull(s.code_hash)},"platform":"${s.platform}","network":"${s.network}","tool":"${s.tool}","log_digest":${textOrNull(s.log_digest)},"provenance":"${s.provenance}","recipe":${canonicalRecipe}}]}`
}

const textOrNull = (text: string | null): string => (text === null ? 'null' : `"${text}"`)

/** Returns the event JSON of a log line of this standard, or undefined if the line is something else. */
export function eventJsonOf(logLine: string): string | undefined {
  if (!logLine.startsWith(EVENT_PREFIX)) return undefined
  const json = logLine.slice(EVENT_PREFIX.length)
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    return undefined
  }
  const standard = (parsed as { standard?: unknown } | null)?.standard
  return standard === EVENT_STANDARD ? json : undefined
}

/** Reads an event from its JSON text; throws a ProtocolError naming the field that is wrong. */
export function readEvent(json: string): RegistryEvent {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch (error) {
    throw new ProtocolError('event', `must be JSON (${(error as Error).message})`)
  }
  const envelope = readRecord(parsed, 'event', ['standard', 'version', 'event', 'data'])
  readOneOf(envelope.standard, 'event.standard', [EVENT_STANDARD])
  readOneOf(envelope.version, 'event.version', [EVENT_VERSION])
  const kind = readOneOf(envelope.event, 'event.event', KINDS)
  const [data] = readArray(envelope.data, 'event.data', 1, 1)
  return { event: kind, data: READERS[kind](data) } as RegistryEvent
}

const READERS: {
  [K in EventKind]: (data: unknown) => Extract<RegistryEvent, { event: K }>['data']
} = {
  attest: readAttest,
  withdraw: readWithdraw,
  policy_set: readPolicySet,
  policy_removed: readPolicyRemoved,
  operator_set: readOperatorSet,
}

function readAttest(value: unknown): AttestData {
  const d = readData(value, ['builder', 'recipe_id', 'recipe', ...STATEMENT_FIELDS])
  return {
    ...readRecorded(d),
    builder: readAccountId(d.builder, 'event.data.builder'),
    recipe_id: readId(d.recipe_id, 'event.data.recipe_id'),
    recipe: readRecipe(d.recipe, 'event.data.recipe'),
    ...readStatement(d, 'event.data'),
  }
}

function readWithdraw(value: unknown): WithdrawData {
  const d = readData(value, ['builder', 'recipe_id', 'reason'])
  return {
    ...readRecorded(d),
    builder: readAccountId(d.builder, 'event.data.builder'),
    recipe_id: readId(d.recipe_id, 'event.data.recipe_id'),
    reason: readOptional(d.reason, (v) => readText(v, 'event.data.reason', MAX_REASON_BYTES)),
  }
}

function readPolicySet(value: unknown): PolicySetData {
  const d = readData(value, ['owner', 'name', 'policy_version', 'digest', 'policy'])
  return {
    ...readRecorded(d),
    owner: readAccountId(d.owner, 'event.data.owner'),
    name: readPolicyName(d.name, 'event.data.name'),
    policy_version: readInteger(
      d.policy_version,
      'event.data.policy_version',
      1,
      Number.MAX_SAFE_INTEGER,
    ),
    digest: readId(d.digest, 'event.data.digest'),
    policy: readPolicy(d.policy, 'event.data.policy'),
  }
}

function readPolicyRemoved(value: unknown): PolicyRemovedData {
  const d = readData(value, ['owner', 'name'])
  return {
    ...readRecorded(d),
    owner: readAccountId(d.owner, 'event.data.owner'),
    name: readPolicyName(d.name, 'event.data.name'),
  }
}

function readOperatorSet(value: unknown): OperatorSetData {
  const d = readData(value, ['account', 'operator'])
  return {
    ...readRecorded(d),
    account: readAccountId(d.account, 'event.data.account'),
    operator: readOptional(d.operator, (v) => readAccountId(v, 'event.data.operator')),
  }
}

function readData(value: unknown, fields: readonly string[]): Record<string, unknown> {
  return readRecord(value, 'event.data', [...RECORDED_FIELDS, ...fields])
}

function readRecorded(d: Record<string, unknown>): Recorded {
  const timestamp = readText(d.timestamp, 'event.data.timestamp', 20)
  if (!consistsOf(timestamp, DIGITS)) {
    throw new ProtocolError('event.data.timestamp', 'must be decimal nanoseconds', timestamp)
  }
  return {
    seq: readInteger(d.seq, 'event.data.seq', 1, Number.MAX_SAFE_INTEGER),
    block_height: readInteger(
      d.block_height,
      'event.data.block_height',
      0,
      Number.MAX_SAFE_INTEGER,
    ),
    timestamp,
  }
}

function readId(value: unknown, field: string): string {
  decodeBase58(value, HASH_BYTES, field)
  return value as string
}
