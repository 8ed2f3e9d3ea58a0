// Names of routes for metrics: as many as there are here, whatever clients ask for.

const FIXED: ReadonlySet<string> = new Set([
  'graphql',
  'health',
  'ready',
  'status',
  'metrics',
  'badge',
  'assets',
])
const BELOW_V1: ReadonlySet<string> = new Set([
  'contracts',
  'code',
  'attestations',
  'recipes',
  'events',
  'status',
])

/** Returns the path of a URL as it stands there. */
export function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  if (start < 0) return '/'
  const end = url.slice(start).search(/[?#]/)
  return end < 0 ? url.slice(start) : url.slice(start, start + end)
}

/** Names the route of a path: its first part, and the second below `/v1`; `page` for all others, which people ask for. */
export function routeOf(path: string): string {
  const [first = '', second = ''] = path.split('/', 3).slice(1)
  if (FIXED.has(first)) return `/${first}`
  if (first === 'v1') return BELOW_V1.has(second) ? `/v1/${second}` : '/v1'
  return 'page'
}
