// What SQLite takes for the path of a database that has none (https://www.sqlite.org/inmemorydb.html).
const NAMELESS: Readonly<Record<string, string>> = {
  ':memory:': ':memory:',
  // In a temporary file, as far as it does not fit into SQLite's cache. The file has no name from its first moment on, so it goes
  // with the process however that ends.
  ':temporary:': '',
}

/** Returns what SQLite takes for a database without a file of a name; undefined if it has one. */
export function namelessPath(database: string): string | undefined {
  return Object.hasOwn(NAMELESS, database) ? NAMELESS[database] : undefined
}
