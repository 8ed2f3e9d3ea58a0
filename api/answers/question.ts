/** What a client asks of GraphQL. */
type Params = {
  query?: string | undefined
  operationName?: string | null | undefined
  variables?: unknown
}

/** Writes what is asked as one text, another for every other question; undefined if its variables are too deep to write. */
export function questionOf({ query = '', operationName, variables }: Params): string | undefined {
  try {
    // The length says where the query ends; JSON has no line feed of its own, so the last one says where the name ends.
    const name = operationName == null ? '' : ` ${operationName}`
    return `${query.length} ${query}${name}\n${JSON.stringify(variables ?? null)}`
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
