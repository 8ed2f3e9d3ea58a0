/** Tells whether the client has what an ETag stands for: `If-None-Match` by weak comparison (RFC 9110, 13.1.2). */
export function isKnown(ifNoneMatch: string | null, etag: string | undefined): boolean {
  if (ifNoneMatch === null || etag === undefined) return false
  const known = ifNoneMatch.split(',').map((tag) => opaqueTag(tag.trim()))
  return known.includes('*') || known.includes(opaqueTag(etag))
}

const opaqueTag = (tag: string): string => (tag.startsWith('W/') ? tag.slice(2) : tag)
