type Allowed = { origin: string; credentials: false; exposedHeaders: string[] }

// Else scripts would not see it.
const EXPOSED = ['ETag']

/** Says which origins' pages may read answers: any, or the ones given. Nobody is known by a cookie, so none is ever asked for. */
export function corsFor(
  origins: readonly string[] | undefined,
): Allowed | ((request: Request) => Allowed | false) {
  if (origins === undefined) return { origin: '*', credentials: false, exposedHeaders: EXPOSED }
  const allowed = new Set(origins)
  return (request) => {
    const origin = request.headers.get('origin')
    if (origin === null || !allowed.has(origin)) return false
    return { origin, credentials: false, exposedHeaders: EXPOSED }
  }
}
