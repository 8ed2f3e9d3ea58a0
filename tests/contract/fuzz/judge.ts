import type { VmError } from '../../../devnet/vm/index.ts'
import { abiProblem } from '../abi.ts'
import type { Result } from '../registry.ts'
import type { Broken } from './breaks.ts'
import { fieldOf } from './json-tree.ts'

const MAX_BYTES = 32_768
const MAX_DEPTH = 512

/** Arguments as a strict reader sees them; undefined if they are none. */
function strictly(input: Uint8Array): unknown {
  if (input.length === 0) return {}
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input))
  } catch {
    return undefined
  }
}

/** How deep brackets outside of strings are nested. */
function depthOf(input: Uint8Array): number {
  const structure = Buffer.from(input)
    .toString('latin1')
    .replaceAll(/"(?:[^"\\]|\\.)*"/gs, '')
  let depth = 0
  let deepest = 0
  for (const c of structure) {
    if (c === '[' || c === '{') deepest = Math.max(deepest, ++depth)
    else if (c === ']' || c === '}') depth--
  }
  return deepest
}

const isTooMuch = (input: Uint8Array) => input.length > MAX_BYTES || depthOf(input) > MAX_DEPTH

/** Returns what is wrong with how the registry answered to broken arguments; undefined if nothing is. */
export function objection(
  method: string,
  { input, names }: Broken,
  result: Result & { stateChanged: boolean },
): string | undefined {
  const args = strictly(input)
  const takeable =
    args !== undefined && abiProblem(method, 'args', args) === undefined && !isTooMuch(input)
  if (result.error === undefined) {
    if (!takeable) return 'It took arguments that the ABI refuses.'
    return typeof names === 'object' && 'exactly' in names ? `It took ${names.exactly}.` : undefined
  }

  const said = result.panic ?? ''
  if (!isPanic(result.error)) return `It trapped: ${JSON.stringify(result.error)}`
  if (result.stateChanged) return 'It changed the state.'
  if (result.logs.length > 0) return `It logged ${result.logs.join()}.`
  if (result.refundedTo.length > 0) return 'It made a promise.'
  if (!isSentence(said)) return 'It said no sentence.'
  if (args === undefined || isTooMuch(input)) return unlessNamed(said, 'args')
  if (names === 'anything') return takeable || said[0] === '`' ? undefined : 'It named no field.'
  if ('exactly' in names) return unlessNamed(said, names.exactly)
  const broken = fieldOf(names.at)
  return isAbout(said, broken) || (takeable && isRelation(said))
    ? undefined
    : `It did not name \`${broken}\`.`
}

const isPanic = (error: VmError) => 'kind' in error && error.kind === 'GuestPanic'

const unlessNamed = (said: string, field: string) =>
  said.startsWith(`\`${field}\` `) ? undefined : `It did not name \`${field}\`.`

/** One sentence in words, and not what an engine says of itself. */
function isSentence(said: string): boolean {
  return (
    /^[`A-Za-z0-9].{8,}\.$/s.test(said) && !/\[object|not a function|of undefined|at </.test(said)
  )
}

function isAbout(said: string, broken: string): boolean {
  if (broken === 'args' && said[0] === '`') return true
  const within = [`${broken}\` `, `${broken}.`, `${broken}[`]
  if (within.some((start) => said.startsWith(`\`${start}`))) return true
  const field = said.slice(1, said.indexOf('`', 1))
  const isWhole = broken.startsWith(`${field}.`) || broken.startsWith(`${field}[`)
  return isWhole && ABOUT_A_WHOLE.some((words) => said.includes(words))
}

/** What is said of a field because of all that it holds. */
const ABOUT_A_WHOLE = ['in canonical form', 'names one thing twice', 'accounts in all']

/** Refusals of what is well-formed by itself, but not beside the other arguments or in this state. */
const RELATIONS = [
  /^`code_hash` must be (given|null) when the outcome is/,
  /^`attestations\[\d+\]\.(code_hash|recipe)` (must be (given|null) when the outcome is|is that of)/,
  /^`attestations` must log at most/,
  /^`(policy\.)?(groups|quorum)\S*` (must name|is in a group already|is taken already)/,
  /^`policy\.(groups|quorum)\S*` (must name|is in a group already|is taken already|must be a whole number)/,
  /^`policy` or `policy_id` must be given/,
  /^`account_id` must be given under an open policy/,
  /^`builders` must be /,
  /^`recipe_ids\[\d\]` is recipe_ids/,
  /^`builders\[\d+\]` is builders/,
  /^`amount` must be at most the available/,
  /^There is no policy /,
  /has not invited .*; it has to call invite first\.$/,
  /has no live attestation on recipe /,
  /^NOT_VERIFIED: (UNKNOWN_POLICY|UNATTESTED|PARTIAL|DISPUTED)\. /,
]

const isRelation = (said: string) => RELATIONS.some((pattern) => pattern.test(said))
