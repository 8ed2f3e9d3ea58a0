/** Returns a text as an address that a browser may open, or null: only http and https, and no user or password in it. */
export function webLink(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null
  return url.username === '' && url.password === '' ? url.href : null
}

// Where well-known hosts show a commit.
const COMMIT_PATHS: Readonly<Record<string, string>> = {
  'github.com': 'commit',
  'codeberg.org': 'commit',
  'gitlab.com': '-/commit',
  'bitbucket.org': 'commits',
}

/** Returns the page of a commit at the repository's host, or null where it is not known how that host names it. */
export function commitLink(repository: string, commit: string): string | null {
  const link = webLink(repository)
  if (link === null) return null
  const path = COMMIT_PATHS[new URL(link).hostname]
  return path === undefined ? null : `${link}/${path}/${encodeURIComponent(commit)}`
}
