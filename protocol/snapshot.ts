import { consistsOf, DIGITS, LETTERS } from './characters.ts'
import { ProtocolError } from './errors.ts'
import { isHex } from './hex.ts'
import { isPlainPath } from './path.ts'

/** A `source_code_snapshot`, taken apart. */
export type Snapshot = {
  /** `https://host/path`: host in lower case; without `git+`, `.git`, trailing `/`, query and fragment. */
  repository: string
  /** 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. */
  commit: string
}

const PREFIX = 'git+https://'

/** Takes a `source_code_snapshot` apart; throws a ProtocolError naming that field if it is none. */
export function readSnapshot(text: string): Snapshot {
  const refuse = (problem: string): never => {
    throw new ProtocolError('source_code_snapshot', problem, text)
  }
  if (!text.startsWith(PREFIX)) refuse(`must begin with ${PREFIX}`)

  const [beforeHash, fragment] = cut(text.slice(PREFIX.length), '#')
  const [location, query] = cut(beforeHash, '?')
  const rev = query === undefined ? undefined : readRev(query, refuse)
  if (rev !== undefined && fragment !== undefined && rev !== fragment) {
    refuse('names two commits, in ?rev= and after #, that differ')
  }
  const commit = rev ?? fragment
  if (commit === undefined) return refuse('must name a commit, as ?rev=<commit> or #<commit>')
  if (!isHex(commit, 40) && !isHex(commit, 64)) {
    refuse('must name its commit by 40 or 64 lower-case hexadecimal digits')
  }

  const [host, path] = cut(location, '/')
  if (host === '' || !consistsOf(host, HOST_CHARACTERS)) {
    refuse('must name a host of letters, digits, dots and dashes, with no user or password')
  }
  return { repository: `https://${host.toLowerCase()}/${repositoryPath(path, refuse)}`, commit }
}

function readRev(query: string, refuse: (problem: string) => never): string {
  if (!query.startsWith('rev=') || query.includes('&')) {
    refuse('must have no query but ?rev=<commit>')
  }
  return query.slice(4)
}

function repositoryPath(path: string | undefined, refuse: (problem: string) => never): string {
  let trimmed = path ?? ''
  while (trimmed.endsWith('/')) trimmed = trimmed.slice(0, -1)
  if (trimmed.endsWith('.git')) trimmed = trimmed.slice(0, -4)
  if (!isPlainPath(trimmed)) {
    refuse('must name a repository by a path without empty, `.` or `..` segments')
  }
  if (trimmed.includes('\\') || trimmed.includes(' '))
    refuse('must not hold a backslash or a space')
  return trimmed
}

// A colon for the port. No `@`: credentials in a public record would be given away.
const HOST_CHARACTERS = `${LETTERS}${DIGITS}-.:`

function cut(text: string, at: string): [string, string | undefined] {
  const i = text.indexOf(at)
  return i < 0 ? [text, undefined] : [text.slice(0, i), text.slice(i + 1)]
}
