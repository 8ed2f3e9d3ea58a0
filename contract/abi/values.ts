import { z } from 'zod'
import { NETWORK_MODES, OUTCOMES, PROVENANCES } from '../../protocol/attestation.ts'
import { MAX_REASON_BYTES } from '../../protocol/event.ts'
import { MAX_COMMAND_ITEMS, MAX_RECIPE_BYTES } from '../../protocol/recipe.ts'

// The types of the registry's arguments and answers, for its ABI. They say what JSON Schema can say; the registry itself checks more.

const named = <T extends z.ZodType>(id: string, description: string, type: T): T =>
  type.meta({ id, description })

export const AccountId = named(
  'AccountId',
  'A NEAR account id.',
  z
    .string()
    .min(2)
    .max(64)
    .regex(/^[a-z0-9]+([-_.][a-z0-9]+)*$/),
)

export const Hash = named(
  'Hash',
  '32 bytes in base58: a code hash, recipe id, source id, policy digest or head.',
  z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/),
)

export const HexDigest = named(
  'HexDigest',
  '32 bytes in lower-case hexadecimal.',
  z.string().regex(/^[0-9a-f]{64}$/),
)

export const Yocto = named(
  'Yocto',
  'An amount in yocto, below 2^128, in decimal.',
  z.string().regex(/^[0-9]{1,39}$/),
)

export const Nanoseconds = named(
  'Nanoseconds',
  'Nanoseconds since 1970, in decimal.',
  z.string().regex(/^[0-9]{1,20}$/),
)

export const Seq = named(
  'Seq',
  'Number of an event of this registry: 1, 2, 3 and so on without gaps.',
  z.int().min(1),
)

export const PolicyName = named(
  'PolicyName',
  'Name of a policy, an operator or a group.',
  z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
)

export const PolicyId = named('PolicyId', 'A policy of the registry: `owner/name`.', z.string())

export const Recipe = named(
  'Recipe',
  'The inputs of a NEP-330 rebuild, verbatim; at most 4,096 bytes in canonical form.',
  z.strictObject({
    build_environment: z.string().min(1).max(MAX_RECIPE_BYTES),
    build_command: z.array(z.string().min(1)).min(1).max(MAX_COMMAND_ITEMS),
    contract_path: z.string().max(MAX_RECIPE_BYTES),
    source_code_snapshot: z.string().min(1).max(MAX_RECIPE_BYTES),
    output_wasm_path: z.string().min(1).max(MAX_RECIPE_BYTES).nullish(),
    link: z.string().min(1).max(MAX_RECIPE_BYTES).nullish(),
  }),
)

/** The fields of a statement about a recipe, as arguments. */
export const statement = {
  outcome: z.enum(OUTCOMES),
  code_hash: Hash.nullish(),
  platform: z.string().min(3).max(32),
  network: z.enum(NETWORK_MODES),
  tool: z.string().min(3).max(64),
  log_digest: HexDigest.nullish(),
  provenance: z.enum(PROVENANCES),
}

export const Entry = named(
  'Entry',
  'A recipe and what the caller states about it.',
  z.strictObject({ recipe: Recipe, ...statement }),
)

export const Attestation = named(
  'Attestation',
  'A live attestation.',
  z.strictObject({
    builder: AccountId,
    recipe_id: Hash,
    ...statement,
    code_hash: Hash.nullable(),
    log_digest: HexDigest.nullable(),
    seq: Seq,
    block_height: z.int().min(0),
    timestamp: Nanoseconds,
    source_id: Hash,
    environment: HexDigest,
    equivocated: z.boolean(),
  }),
)

export const Reason = z.string().min(1).max(MAX_REASON_BYTES)

export const StorageBalance = named(
  'StorageBalance',
  'What an account has in the registry, and what of it is not held by storage (NEP-145).',
  z.strictObject({ total: Yocto, available: Yocto }),
)

export const StorageBalanceBounds = named(
  'StorageBalanceBounds',
  'Smallest and largest storage balance (NEP-145).',
  z.strictObject({ min: Yocto, max: Yocto.nullable() }),
)

export const SourceMetadata = named(
  'ContractSourceMetadata',
  'NEP-330 1.3.0.',
  z.strictObject({
    version: z.string(),
    link: z.string(),
    standards: z.array(z.strictObject({ standard: z.string(), version: z.string() })),
    build_info: z.null(),
  }),
)
