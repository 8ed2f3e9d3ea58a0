/** Reads a port in digits, 0 (any that is free) to 65535; undefined if the text is none. */
export function parsePort(text: string): number | undefined {
  const port = Number(text)
  return /^\d{1,5}$/.test(text) && port <= 65_535 ? port : undefined
}
