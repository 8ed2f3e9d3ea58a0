import type { DatabaseKind } from '../opened-database.ts'
import { openAskedTable } from './asked-table.ts'
import { openToRead, openToWrite } from './open.ts'

/** PostgreSQL servers. */
export const postgres: DatabaseKind = {
  open: (url, { mode, known, connections }) =>
    mode === 'read' ? openToRead(url, known, connections) : openToWrite(url, known),
  openAsked: openAskedTable,
}
