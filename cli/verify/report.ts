import { shortText } from '../../builder/explain/index.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { recipeId } from '../../protocol/recipe.ts'
import type { Verification } from './follow-subject.ts'

/** The result as documented JSON (docs/verify.md). */
export function verificationJson({ subject, followed, identical, explanation }: Verification) {
  const { code, recipe, provenance } = subject
  const { result, network, platform, image, engine, log, times } = followed
  return {
    identical,
    accountId: code.accountId,
    codeHash: code.codeHash,
    blockHeight: code.blockHeight,
    recipeId: recipeId(recipe, portableHasher),
    provenance,
    recipe,
    outcome: result.outcome,
    builtHash: result.outcome === 'built' ? result.codeHash : null,
    problem: result.outcome === 'failed' ? result.problem : null,
    network,
    platform,
    image,
    engine,
    log,
    times,
    reasons: explanation?.reasons ?? null,
  }
}

/** The result for people: the answer first. */
export function verificationText(verification: Verification): string {
  const { subject, followed, identical, explanation } = verification
  const { code } = subject
  const { result, image, engine, network, log, times } = followed
  const seconds = Object.values(times).reduce((sum, ms) => sum + ms, 0) / 1_000
  const how = engine === null ? '' : ` with ${engine.name} ${engine.version}`
  const lines: [string, string][] = [
    ['deployed', code.codeHash],
    ['built', result.outcome === 'built' ? result.codeHash : `nothing: ${result.problem}`],
    ['recipe', verificationJson(verification).recipeId],
    ['image', `${image}${how}`],
    ['network', network],
    ['time', `${seconds.toFixed(1)} s`],
    ...(log === null ? [] : ([['log', log.file]] as [string, string][])),
  ]
  const name = code.accountId ?? code.codeHash
  return [
    `${headOf(identical, result.outcome)}  ${name}`,
    ...lines.map(([key, text]) => `  ${key.padEnd(8)}  ${text}`),
    ...(explanation === null ? [] : ['', shortText(explanation, { a: 'deployed', b: 'built' })]),
  ].join('\n')
}

function headOf(identical: boolean, outcome: 'built' | 'failed'): string {
  if (outcome === 'failed') return 'NOT BUILT'
  return identical ? 'IDENTICAL' : 'DIFFERENT'
}
