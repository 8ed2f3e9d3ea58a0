import { Command } from '@commander-js/extra-typings'
import { readNetwork } from '../arguments.ts'
import { createEventProgress } from '../audit/progress.ts'
import { auditJson, auditText, conclusionOf } from '../audit/report.ts'
import { CommandExit } from '../command-exit.ts'
import { DATABASE_HELP, databaseOf } from '../database.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, writeResult } from '../io.ts'
import { orUnanswered } from '../or-unanswered.ts'

// What fits on a screen.
const MOST_FINDINGS = 20

/** `countersign audit`: is a mirror exactly what the registry's events lead to? */
export function auditCommand(io: Io) {
  return new Command('audit')
    .description(
      'compute all that a mirror says anew from its events, and compare, with the registry too',
    )
    .option('--database <where>', `the indexer's ${DATABASE_HELP}`)
    .option(
      '--rpc <network>',
      'ask the registry itself as well: mainnet, testnet, devnet, or the URL of an RPC',
      readNetwork,
    )
    .option('--json', 'print the result as JSON', false)
    .addHelpText(
      'after',
      `
Exit code: 0 if nothing differs, 1 if something does, 2 for wrong arguments, 3 if the mirror or the
registry could not be asked.

Example:
  $ countersign audit --database .countersign/mirror.sqlite --rpc mainnet`,
    )
    .action(async (options) => {
      const audit = await orUnanswered(() => auditOf(io, options))
      const conclusion = conclusionOf(audit)
      writeResult(io, options.json, auditJson(audit), auditText(audit))
      if (conclusion === 'differs') throw new CommandExit(EXIT.NO)
      if (conclusion === 'unanswered') throw new CommandExit(EXIT.UNANSWERED)
    })
}

async function auditOf(
  io: Io,
  {
    database,
    rpc,
  }: { database?: string | undefined; rpc?: { rpc: readonly string[] } | undefined },
) {
  const { openStore } = await import('../../store/index.ts')
  const { audit, createAskRegistry } = await import('../../indexer/index.ts')
  const { createRpc } = await import('../../chain/index.ts')
  const { portableHasher } = await import('../../protocol/portable-hasher.ts')
  const store = await openStore({ database: await databaseOf(io, database), mode: 'read' })
  const progress = createEventProgress(io, 'checked')
  try {
    const result = await audit({
      db: store.db,
      hasher: portableHasher,
      signal: io.signal,
      ask: rpc ? createAskRegistry(createRpc({ urls: rpc.rpc, signal: io.signal })) : null,
      most: MOST_FINDINGS,
      onProgress: progress.onEvents,
    })
    if (result === undefined)
      throw new Error('The mirror has not seen a block yet; start the indexer.')
    return result
  } finally {
    progress.end()
    await store.close()
  }
}
