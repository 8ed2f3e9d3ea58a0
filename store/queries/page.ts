/** Which part of an ordered list is wanted: what lies between two of its keys, from one end of that on. */
export type PageOptions<K> = {
  /** Most rows to return. */
  first: number
  /** Key of the last row of the page before. */
  after?: K | undefined
  /** Key of the first row of the page after. */
  before?: K | undefined
  /** Whether the page is the last of what fits, not the first. */
  backward?: boolean | undefined
}

export type Page<R> = {
  rows: R[]
  /** There are further rows on the side that the page does not begin at. */
  hasMore: boolean
}

/** Makes a page from its rows and one more, which were read from its end on if it is read backward. */
export function toPage<R>(rows: R[], { first, backward = false }: PageOptions<unknown>): Page<R> {
  const page = rows.slice(0, first)
  return { rows: backward ? page.reverse() : page, hasMore: rows.length > first }
}
