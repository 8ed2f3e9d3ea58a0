import { NETWORK_MODES } from './attestation.ts'
import { ProtocolError } from './errors.ts'
import { isOpen, type Policy, readPolicy } from './policy.ts'

// The text form of a policy, for files and people; its shape follows C2SP's tlog-policy.
//
//   operator acme   acme.near ci.acme.near
//   operator beta   beta.near
//   group    both   all acme beta          # a number, `any` or `all`
//   quorum   both
//   max_age  365
//
// or, without a list, `anyone 3`. A line is a keyword and words; `#` begins a comment.

type Draft = Record<string, unknown> & {
  operators: { name: string | undefined; accounts: string[] }[]
  groups: { name: string | undefined; k: unknown; members: string[] }[]
}

/** Reads a policy in its text form; throws a ProtocolError naming the line or the field that is wrong. */
export function readPolicyText(text: string): Policy {
  const draft: Draft = { operators: [], groups: [] }
  text.split('\n').forEach((line, i) => {
    const [keyword, ...words] = line
      .split('#', 1)
      .join('')
      .split(/[ \t\r]+/)
      .filter((word) => word !== '')
    if (keyword !== undefined) readLine(draft, keyword, words, `line ${i + 1}`)
  })
  const { operators, groups, ...rest } = draft
  const named = operators.length > 0 || groups.length > 0 || !('anyone' in rest)
  return readPolicy(named ? { operators, groups, ...rest } : rest)
}

/** Writes a policy in its text form; conditions at their default are left out. */
export function formatPolicyText(policy: Policy): string {
  const lines: string[] = []
  if (isOpen(policy)) lines.push(`anyone ${policy.anyone}`)
  else {
    for (const { name, accounts } of policy.operators) {
      lines.push(`operator ${name} ${accounts.join(' ')}`)
    }
    for (const { name, k, members } of policy.groups) {
      lines.push(`group ${name} ${k} ${members.join(' ')}`)
    }
    lines.push(`quorum ${policy.quorum}`)
  }
  if (policy.max_age !== null) lines.push(`max_age ${policy.max_age}`)
  if (policy.min_environments !== 1) lines.push(`min_environments ${policy.min_environments}`)
  if (policy.network.length !== NETWORK_MODES.length) {
    lines.push(`network ${policy.network.join(' ')}`)
  }
  if (policy.max_dissent !== 0) lines.push(`max_dissent ${policy.max_dissent}`)
  return `${lines.join('\n')}\n`
}

function readLine(draft: Draft, keyword: string, words: string[], at: string): void {
  const [first, second, ...others] = words
  switch (keyword) {
    case 'operator':
      draft.operators.push({ name: first, accounts: words.slice(1) })
      return
    case 'group':
      draft.groups.push({ name: first, k: readThreshold(second, others.length), members: others })
      return
    case 'network':
      setOnce(draft, keyword, words, at)
      return
    case 'quorum':
      setOnce(draft, keyword, onlyWord(words, at), at)
      return
    case 'anyone':
    case 'max_age':
    case 'min_environments':
    case 'max_dissent':
      setOnce(draft, keyword, readNumber(onlyWord(words, at)), at)
      return
    default:
      throw new ProtocolError(
        at,
        'must begin with operator, group, quorum, anyone, max_age, min_environments, network or max_dissent',
        keyword,
      )
  }
}

function setOnce(draft: Draft, keyword: string, value: unknown, at: string): void {
  if (keyword in draft) throw new ProtocolError(at, `gives ${keyword} a second time`)
  draft[keyword] = value
}

function onlyWord(words: string[], at: string): string {
  const [word, ...more] = words
  if (word === undefined || more.length > 0) {
    throw new ProtocolError(at, 'must have one word after its keyword', words.join(' '))
  }
  return word
}

function readThreshold(word: string | undefined, members: number): unknown {
  if (word === 'any') return 1
  if (word === 'all') return members
  return word === undefined ? undefined : readNumber(word)
}

/** Returns the number that a word of digits stands for, and any other word as it is, for the policy's reader to refuse. */
function readNumber(word: string): unknown {
  return /^\d{1,9}$/.test(word) ? Number(word) : word
}
