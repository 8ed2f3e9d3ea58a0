/** What a path of FastNEAR's neardata asks for. Source: `openapi.yaml` of fastnear/neardata-server. */
export type Route =
  | { to: 'first' | 'last' }
  | { to: 'block'; height: number; part: Part }
  | { to: 'bad_height' | 'unknown' }

/** Of a block: all of it, or one piece. */
export type Part = { piece: 'all' | 'headers' } | { piece: 'chunk' | 'shard'; shardId: number }

const REDIRECTS: Readonly<Record<string, Route>> = {
  '/v0/first_block': { to: 'first' },
  '/v0/last_block/final': { to: 'last' },
  // Every block is final at once.
  '/v0/last_block/optimistic': { to: 'last' },
}

const BLOCK = /^\/v0\/block(?:_opt)?\/([^/]+)(?:\/(headers|(chunk|shard)\/(\d{1,10})))?$/

export function readRoute(path: string): Route {
  const redirect = Object.hasOwn(REDIRECTS, path) ? REDIRECTS[path] : undefined
  if (redirect) return redirect
  const [, height, piece, shardPiece, shardId] = BLOCK.exec(path) ?? []
  if (height === undefined) return { to: 'unknown' }
  if (!/^\d{1,19}$/.test(height)) return { to: 'bad_height' }
  return { to: 'block', height: Number(height), part: readPart(piece, shardPiece, shardId) }
}

function readPart(
  piece: string | undefined,
  shardPiece: string | undefined,
  shardId: string | undefined,
): Part {
  if (piece === undefined) return { piece: 'all' }
  if (shardPiece === undefined) return { piece: 'headers' }
  return { piece: shardPiece === 'chunk' ? 'chunk' : 'shard', shardId: Number(shardId) }
}
