import type { AccountId } from './account-id.ts'
import type { CodeHash } from './code-hash.ts'
import {
  createIgnoredReason,
  createOperatorOf,
  type IgnoredReason,
  type OperatorOf,
} from './eligibility.ts'
import type { AsOf, Subject, Testimony } from './evidence.ts'
import type { Hasher } from './hasher.ts'
import { isOpen, type Policy, policyDigest } from './policy.ts'
import { openTree, type QuorumNode, quorumTree } from './quorum.ts'
import type { RecipeId } from './recipe.ts'
import type { SourceId } from './source.ts'

export type Status = 'DISPUTED' | 'VERIFIED' | 'PARTIAL' | 'UNATTESTED'

/** Where one builder stands on the question, by one attestation. */
export type Position = {
  operator: string
  builder: AccountId
  /** Id of the attestation. */
  seq: number
  recipe_id: RecipeId
  code_hash: CodeHash | null
  source_id: SourceId
}

export type Ignored = { builder: AccountId; seq: number; reason: IgnoredReason }
export type Silent = { operator: string; builder: AccountId }
export type Equivocation = { operator: string | null; builder: AccountId; recipe_id: RecipeId }

/** How far the supporters of one source satisfy the policy. */
export type SourceSupport = {
  source_id: SourceId
  operators: string[]
  environments: number
  quorum: QuorumNode
  satisfied: boolean
}

/** The answer under a policy, with every reason for it. */
export type Verdict = {
  status: Status
  policy_digest: string
  /** Made under a policy that names nobody: worth as much as accounts cost. */
  open: boolean
  code_hash: CodeHash
  supporting: Position[]
  dissenting: Position[]
  failed: Position[]
  silent: Silent[]
  ignored: Ignored[]
  equivocations: Equivocation[]
  /** Best first. */
  sources: SourceSupport[]
  /** The quorum as the best source satisfies it. */
  quorum: QuorumNode
  /** Fewest further operators that the quorum asks for. */
  missing: number
  /** Further distinct environments that the policy asks for. */
  missing_environments: number
  as_of: AsOf
}

/**
 * Answers whether the subject's code hash has enough matching independent attestations under a policy.
 *
 * Pure, and the same on chain, in the API, in the command and in the page; the order of the evidence does not matter. Of several
 * statements of one builder on one recipe the latest counts, and the others only show equivocation.
 */
export function evaluate(
  policy: Policy,
  evidence: readonly Testimony[],
  subject: Subject,
  hasher: Hasher,
): Verdict {
  const statements = [...evidence].sort((a, b) => a.seq - b.seq)
  const live = latestByBuilderAndRecipe(statements)

  const operatorOf = createOperatorOf(policy, subject)
  const ignoredReason = createIgnoredReason(policy, subject, operatorOf)
  const ignored: Ignored[] = []
  const eligible: Position[] = []
  const environments = new Map<number, string>()
  for (const e of live) {
    const operator = operatorOf(e.builder)
    const reason = ignoredReason(e, operator)
    if (reason !== undefined) ignored.push({ builder: e.builder, seq: e.seq, reason })
    else if (operator !== undefined) {
      eligible.push(positionOf(e, operator))
      environments.set(e.seq, e.environment)
    }
  }

  const supporting = eligible.filter((p) => p.code_hash === subject.code_hash)
  const supported = new Set(supporting.map((p) => p.recipe_id))
  const others = eligible.filter(
    (p) => p.code_hash !== subject.code_hash && supported.has(p.recipe_id),
  )
  const dissenting = others.filter((p) => p.code_hash !== null)
  const failed = others.filter((p) => p.code_hash === null)

  const sources = supportBySource(policy, supporting, environments)
  const best = sources[0]
  const quorum = best?.quorum ?? treeOf(policy, [])
  const dissenters = distinct(dissenting.map((p) => p.operator)).length

  let status: Status = 'UNATTESTED'
  if (!isOpen(policy) && dissenters > policy.max_dissent) status = 'DISPUTED'
  else if (best?.satisfied === true) status = 'VERIFIED'
  else if (supporting.length > 0) status = 'PARTIAL'

  return {
    status,
    policy_digest: policyDigest(policy, hasher),
    open: isOpen(policy),
    code_hash: subject.code_hash,
    supporting,
    dissenting,
    failed,
    silent: silentOf(policy, live),
    ignored,
    equivocations: equivocationsOf(statements, operatorOf),
    sources,
    quorum,
    missing: quorum.missing,
    missing_environments: Math.max(0, policy.min_environments - (best?.environments ?? 0)),
    as_of: subject.as_of,
  }
}

/** Returns the latest of each builder's statements on each recipe, oldest first. */
function latestByBuilderAndRecipe(ascending: readonly Testimony[]): Testimony[] {
  const seen = new Set<string>()
  const latest: Testimony[] = []
  for (let i = ascending.length - 1; i >= 0; i--) {
    const e = ascending[i] as Testimony
    const key = `${e.recipe_id} ${e.builder}`
    if (!seen.has(key)) latest.push(e)
    seen.add(key)
  }
  return latest.reverse()
}

function positionOf(e: Testimony, operator: string): Position {
  return {
    operator,
    builder: e.builder,
    seq: e.seq,
    recipe_id: e.recipe_id,
    code_hash: e.code_hash,
    source_id: e.source_id,
  }
}

function supportBySource(
  policy: Policy,
  supporting: readonly Position[],
  environments: ReadonlyMap<number, string>,
): SourceSupport[] {
  const bySource = new Map<SourceId, Position[]>()
  for (const p of supporting) {
    const own = bySource.get(p.source_id)
    if (own === undefined) bySource.set(p.source_id, [p])
    else own.push(p)
  }
  const sources = [...bySource].map(([source_id, own]) => {
    const operators = distinct(own.map((p) => p.operator))
    const digests = distinct(own.map((p) => environments.get(p.seq) ?? ''))
    const quorum = treeOf(policy, operators)
    const satisfied = quorum.satisfied && digests.length >= policy.min_environments
    return { source_id, operators, environments: digests.length, quorum, satisfied }
  })
  return sources.sort(
    (a, b) =>
      Number(b.satisfied) - Number(a.satisfied) ||
      a.quorum.missing - b.quorum.missing ||
      b.environments - a.environments ||
      (a.source_id < b.source_id ? -1 : 1),
  )
}

function treeOf(policy: Policy, operators: readonly string[]): QuorumNode {
  return isOpen(policy) ? openTree(policy.anyone, operators) : quorumTree(policy, operators)
}

function silentOf(policy: Policy, live: readonly Testimony[]): Silent[] {
  if (isOpen(policy)) return []
  const spoke = new Set(live.map((e) => e.builder))
  return policy.operators.flatMap(({ name, accounts }) =>
    accounts
      .filter((builder) => !spoke.has(builder))
      .map((builder) => ({ operator: name, builder })),
  )
}

function equivocationsOf(statements: readonly Testimony[], operatorOf: OperatorOf): Equivocation[] {
  const first = new Map<string, string>()
  const found = new Map<string, Equivocation>()
  for (const e of statements) {
    const key = `${e.recipe_id} ${e.builder}`
    const hash = first.get(key) ?? e.code_hash
    if (hash !== null) first.set(key, hash)
    const differs = e.code_hash !== null && e.code_hash !== hash
    if (differs || e.equivocated === true) {
      const operator = operatorOf(e.builder) ?? null
      found.set(key, { operator, builder: e.builder, recipe_id: e.recipe_id })
    }
  }
  return [...found.keys()].sort().map((key) => found.get(key) as Equivocation)
}

/** Returns the distinct texts in ascending order. */
function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}
