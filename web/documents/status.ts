/** How far mirror and chain have come; every page shows it. */
export const STATUS_PARTS = `fragment StatusParts on Status {
  network registry indexedHeight indexedHash indexedTimestamp chainHeight lag seq head
}`
