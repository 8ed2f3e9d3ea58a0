import { isDigit, isLetter } from './characters.ts'
import { ProtocolError } from './errors.ts'
import { isHex } from './hex.ts'

/** A `source_code_snapshot`, taken apart. */
export type Snapshot = {
  /** `https://host/path`: host in lower case; without `git+`, `.git`, trailing `/`, query and fragment. */
  repository: string
  /** 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. */
  commit: string
}

const PREFIX = 'git+https://'

/** Takes a `source_code_snapshot` apart; throws a ProtocolError naming `field` if it is none. */
export function readSnapshot(text: string, field = 'source_code_snapshot'): Snapshot {
  const refuse = (problem: string): never => {
    throw new ProtocolError(field, problem, text)
  }
  if (text.slice(0, PREFIX.length) !== PREFIX) refuse(`must begin with ${PREFIX}`)

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
  if (!isHost(host)) {
    refuse('must name a host of letters, digits, dots and dashes, with no user or password')
  }
  return { repository: `https://${host.toLowerCase()}/${repositoryPath(path, refuse)}`, commit }
}

function readRev(query: string, refuse: (problem: string) => never): string {
  if (query.slice(0, 4) !== 'rev=' || query.indexOf('&') >= 0) {
    refuse('must have no query but ?rev=<commit>')
  }
  return query.slice(4)
}

function repositoryPath(path: string | undefined, refuse: (problem: string) => never): string {
  let end = path?.length ?? 0
  while (end > 0 && path?.[end - 1] === '/') end--
  let trimmed = (path ?? '').slice(0, end)
  if (trimmed.slice(-4) === '.git') trimmed = trimmed.slice(0, -4)
  for (const segment of trimmed.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') {
      refuse('must name a repository by a path without empty, `.` or `..` segments')
    }
  }
  if (trimmed.split('\\').length > 1 || trimmed.split(' ').length > 1) {
    refuse('must not hold a backslash or a space')
  }
  return trimmed
}

// A colon for the port. No `@`: credentials in a public record would be given away.
function isHost(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (!isLetter(c) && !isDigit(c) && c !== 0x2d && c !== 0x2e && c !== 0x3a) return false
  }
  return text !== ''
}

function cut(text: string, at: string): [string, string | undefined] {
  const i = text.indexOf(at)
  return i < 0 ? [text, undefined] : [text.slice(0, i), text.slice(i + 1)]
}
