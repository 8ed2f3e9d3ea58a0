import type Sqlite from 'better-sqlite3'
import type { ChainStore, Handover } from '../chain/chain-store.ts'
import type { Receipt } from '../runtime/types.ts'
import { createBlockTable } from './block-table.ts'
import { explained } from './explain.ts'
import { openInDirectory, openTemporary } from './open-database.ts'
import { createRecords } from './records.ts'
import type { Settings } from './settings.ts'
import { createStateTable } from './state-table.ts'

/** A chain's store that also knows which network it is of. */
export type NetworkStore = ChainStore & {
  /** undefined: the store is new. */
  settings: () => Settings | undefined
  keepSettings: (settings: Settings) => void
}

/** What is stored of a handover: of receipts that wait for gas only the ids, as there may be many, and they are in blocks. */
type StoredHandover = Omit<Handover, 'delayed'> & { delayed: string[] }

/** What is said of the place of a network without a home. */
const TEMPORARY = 'The directory for temporary files (TMPDIR)'

/** Opens the store in a directory, or one that is gone in the end if there is none. Throws `HOME_…`. */
export function openChainStore(directory: string | undefined): NetworkStore {
  if (directory === undefined) return createChainStore(openTemporary(), TEMPORARY)
  const database = openInDirectory(directory)
  try {
    return explained(directory, () => createChainStore(database, directory))
  } catch (error) {
    database.close()
    throw error
  }
}

function createChainStore(database: Sqlite.Database, place: string): NetworkStore {
  const records = createRecords(database, place)
  const blocks = createBlockTable(database, records)
  const state = createStateTable(database, records)
  const single = (table: 'handover' | 'settings') => ({
    read: database.prepare<[], Buffer>(`select value from ${table}`).pluck(),
    write: database.prepare(`insert or replace into ${table} (id, value) values (1, ?)`),
  })
  const handover = single('handover')
  const settings = single('settings')

  /** Runs `write` in a transaction, then all that is to be done once it is committed. */
  const commit = (write: () => (() => void)[]): void => {
    const transaction = database.transaction(() => {
      const after = write()
      records.keepShapes()
      return after
    })
    const after = explained(place, () => transaction.immediate())
    records.committed()
    for (const confirm of after) confirm()
  }

  const delayedReceipt = (id: string): Receipt => {
    const receipt = blocks.receipt(id)
    if (receipt) return receipt
    throw records.damaged(`receipt ${id} is missing`)
  }

  return {
    blocks,
    stateAt: state.at,
    handover: () => {
      const bytes = handover.read.get()
      if (!bytes && blocks.isEmpty()) return undefined
      const stored = bytes && (records.decode(bytes, 'handover').value as StoredHandover)
      if (!stored || blocks.isEmpty() || blocks.head().header.ordinal !== stored.tree.size) {
        throw records.damaged('the last block is missing')
      }
      return { ...stored, delayed: stored.delayed.map(delayedReceipt) }
    },
    append: (block, left) =>
      commit(() => {
        const confirmations = [state.write(block.header.height, block.changes), blocks.write(block)]
        const stored = { ...left, delayed: left.delayed.map(({ id }) => id) }
        handover.write.run(records.encode(stored).value)
        return confirmations
      }),
    settings: () => {
      const bytes = settings.read.get()
      return bytes && (records.decode(bytes, 'settings').value as Settings)
    },
    keepSettings: (kept) =>
      commit(() => {
        settings.write.run(records.encode(kept).value)
        return []
      }),
    close: () => {
      database.close()
    },
  }
}
