import type { Evidence, Subject } from '../../protocol/evidence.ts'
import { type Policy, readPolicy } from '../../protocol/policy.ts'
import { readPolicyText } from '../../protocol/policy-text.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { evaluate } from '../../protocol/verdict.ts'

export const HASH = 'F8NqkFhF97BxjYrweg3hFFhdH57k4qgqoPdLDwP6H9dL'
export const OTHER_HASH = 'GKot5hBsd81kMupNCXHaqbhv3huEbxAFMLnpcX2hniwn'
export const RECIPE = 'recipe-1'
const DAY = 86_400_000_000_000n
const NOW = 1_700_000_000_000_000_000n

export const twoOfThree: Policy = readPolicyText(`
  operator acme  acme.near ci.acme.near
  operator beta  beta.near
  operator gamma gamma.near
  group majority 2 acme beta gamma
  quorum majority
`)

let nextSeq = 1

/** Makes an attestation: a builder, what it got, and whatever else is of interest. */
export function statement(
  builder: string,
  codeHash: string | null = HASH,
  more: Partial<Evidence> & { daysOld?: number } = {},
): Evidence {
  const { daysOld = 1, ...fields } = more
  return {
    builder,
    recipe_id: RECIPE,
    outcome: codeHash === null ? 'failed' : 'built',
    code_hash: codeHash,
    platform: 'linux/amd64',
    network: 'fetch_then_none',
    tool: 'countersign/1.0.0',
    log_digest: null,
    provenance: 'onchain',
    seq: nextSeq++,
    block_height: 1,
    timestamp: String(NOW - BigInt(daysOld) * DAY),
    source_id: 'source-1',
    environment: 'e'.repeat(64),
    ...fields,
  }
}

export const subject: Subject = {
  code_hash: HASH,
  as_of: { block_height: 9, block_hash: null, timestamp: String(NOW), seq: 9, head: HASH },
}

export const judge = (
  evidence: readonly Evidence[],
  policy: Policy = twoOfThree,
  about: Partial<Subject> = {},
) => evaluate(policy, evidence, { ...subject, ...about }, portableHasher)

export const open = (anyone: number, more: object = {}): Policy => readPolicy({ anyone, ...more })
