import { Command } from '@commander-js/extra-typings'
import { createEventProgress } from '../audit/progress.ts'
import { DATABASE_HELP, databaseOf } from '../database.ts'
import { type Io, writeResult } from '../io.ts'

/** `countersign index rebuild`: makes a mirror's tables anew from its events. */
export function rebuildCommand(io: Io) {
  return new Command('rebuild')
    .description("make a mirror's tables anew from its stored events, without the network")
    .option('--database <where>', `the indexer's ${DATABASE_HELP}`)
    .option('--json', 'print the result as JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  $ countersign index rebuild --database .countersign/mirror.sqlite',
    )
    .action(async (options) => {
      const { openStore } = await import('../../store/index.ts')
      const { rebuild } = await import('../../indexer/index.ts')
      const { portableHasher } = await import('../../protocol/portable-hasher.ts')
      const database = await databaseOf(io, options.database)
      // Writing makes a database where there is none.
      await (await openStore({ database, mode: 'read' })).close()
      const store = await openStore({ database, mode: 'write' })
      const progress = createEventProgress(io, 'replayed')
      try {
        const rebuilt = await rebuild({
          db: store.db,
          hasher: portableHasher,
          signal: io.signal,
          onProgress(at) {
            if (at.stage === 'replaying') progress.onEvents(at.events, at.of)
          },
        })
        const { events, changes } = rebuilt ?? { events: 0, changes: 0 }
        const rows = `${changes.toLocaleString('en')} ${changes === 1 ? 'row' : 'rows'}`
        const text =
          changes === 0
            ? `Every table is what the ${events.toLocaleString('en')} events lead to; nothing was changed.`
            : `${rows} were not as the ${events.toLocaleString('en')} events lead to, and are now.`
        writeResult(io, options.json, { events, changes }, text)
      } finally {
        progress.end()
        await store.close()
      }
    })
}
