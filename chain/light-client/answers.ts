import { z } from 'zod'
import { isAccountId } from '../../protocol/account-id.ts'
import { isCodeHash } from '../../protocol/code-hash.ts'

// What nearcore answers to light clients (core/primitives/src/views.rs, chain/jsonrpc-primitives/src/types/light_client.rs).
// Only what is hashed is named, and each value has one way to be written, so that nothing else passes for it.

const hash = z.string().refine(isCodeHash, 'must be 32 bytes in base58')
const accountId = z.string().refine(isAccountId, 'must be an account id')
const height = z.int().nonnegative()

/** A whole number in decimal text, below 2^`bits`. It stays a text, so that what was checked can be checked again. */
const decimal = (bits: bigint) =>
  z
    .string()
    .refine(
      (text) => /^(0|[1-9]\d{0,38})$/.test(text) && BigInt(text) < 1n << bits,
      `must be a whole number below 2^${bits}`,
    )

const base64 = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'must be base64')

const SIGNATURE_CHARACTERS = 100

/** A key or a signature: the curve, then base58. */
const curveText = z
  .string()
  .max(SIGNATURE_CHARACTERS)
  .regex(/^[a-z0-9-]+:[1-9A-HJ-NP-Za-km-z]+$/)

// Paths of trees with 2^64 leaves; no honest one is longer.
const MAX_PATH = 64

const merklePath = z
  .array(z.looseObject({ hash, direction: z.enum(['Left', 'Right']) }))
  .max(MAX_PATH)
export type MerklePath = z.infer<typeof merklePath>

const innerLite = z.looseObject({
  height,
  epoch_id: hash,
  next_epoch_id: hash,
  prev_state_root: hash,
  outcome_root: hash,
  timestamp_nanosec: decimal(64n),
  next_bp_hash: hash,
  block_merkle_root: hash,
})

/** `LightClientBlockLiteView`: what a block's hash is made of. */
export const liteBlock = z.looseObject({
  prev_block_hash: hash,
  inner_rest_hash: hash,
  inner_lite: innerLite,
})
export type LiteBlock = z.infer<typeof liteBlock>

// Mainnet has had up to 100 producers an epoch (nearcore, `num_block_producer_seats`); ten times that is no epoch's.
const MAX_PRODUCERS = 1_000

const producerView = z.looseObject({
  validator_stake_struct_version: z.literal('V1'),
  account_id: accountId,
  public_key: curveText,
  stake: decimal(128n),
})
export type ProducerView = z.infer<typeof producerView>

/** `LightClientBlockView`: a final block with what proves that it is. */
export const lightClientBlock = liteBlock.extend({
  next_block_inner_hash: hash,
  next_bps: z.array(producerView).max(MAX_PRODUCERS).nullish(),
  // At the end of an epoch the next epoch's producers approve too.
  approvals_after_next: z.array(curveText.nullable()).max(2 * MAX_PRODUCERS),
})
export type LightClientBlock = z.infer<typeof lightClientBlock>

/** The answer to `next_light_client_block`: nothing, as an empty object, if there is nothing newer. */
export const nextBlock = z.preprocess(
  (value) => (isEmptyObject(value) ? null : value),
  lightClientBlock.nullable(),
)

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

const failure = z
  .looseObject({})
  .refine((value) => Object.keys(value).join() === 'Failure', 'must be a status of nearcore')
  .transform(() => ({ Failure: true as const }))

const status = z.union([
  z.strictObject({ SuccessValue: base64 }),
  z.strictObject({ SuccessReceiptId: hash }),
  failure,
])

/** A text that UTF-8 can hold, so that no two of them have one hash. */
const utf8 = z.string().refine((value) => value.isWellFormed(), 'must be Unicode text')

const provenOutcome = z.looseObject({
  id: hash,
  block_hash: hash,
  proof: merklePath,
  outcome: z.looseObject({
    logs: z.array(utf8),
    receipt_ids: z.array(hash),
    gas_burnt: z.int().nonnegative(),
    tokens_burnt: decimal(128n),
    executor_id: accountId,
    status,
  }),
})
export type ProvenOutcomeView = z.infer<typeof provenOutcome>

/** `RpcLightClientBlockProofResponse`. */
export const blockProof = z.looseObject({ block_header_lite: liteBlock, block_proof: merklePath })
export type BlockProof = z.infer<typeof blockProof>

/** `RpcLightClientExecutionProofResponse`. */
export const outcomeProof = blockProof.extend({
  outcome_proof: provenOutcome,
  outcome_root_proof: merklePath,
})
export type OutcomeProof = z.infer<typeof outcomeProof>
