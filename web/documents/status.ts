import type { StatusAnswer } from '../answers.gen.ts'
import { createDocument } from './document.ts'

/** How far mirror and chain have come; every page shows it. */
export const STATUS_PARTS = `fragment StatusParts on Status {
  network registry indexedHeight indexedHash indexedTimestamp chainHeight lag seq head
}`

/** The same alone, for pages that ask for nothing else. */
export const STATUS = createDocument<StatusAnswer, Record<string, never>>(
  'query Status { status { ...StatusParts } }',
  STATUS_PARTS,
)
