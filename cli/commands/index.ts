import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { readAccount, readHeight, readUrl } from '../arguments.ts'
import { DATABASE_HELP, databaseOf } from '../database.ts'
import type { Io } from '../io.ts'
import { createLogger } from '../logger.ts'
import { rebuildCommand } from './index-rebuild.ts'

/** `countersign index`: mirrors a registry into a database. */
export function indexCommand(io: Io) {
  return new Command('index')
    .description("mirror a registry's events into a database, and keep it up to date")
    .option('--registry <account>', 'account of the registry (required)', readAccount)
    .option('--blocks <url>', 'block source in the form of neardata (required)', readUrl)
    .option('--rpc <url>', "RPC to compare the registry's own head with", readUrl)
    .option('--network <name>', 'chain id, for example mainnet', 'mainnet')
    .option('--database <where>', DATABASE_HELP)
    .option('--from <height>', 'height that an empty database begins at', readHeight)
    .option('--log <level>', 'debug, info, warn, error or silent', 'info')
    .addHelpText(
      'after',
      '\nExample:\n  $ countersign index --registry registry.test.near --blocks http://127.0.0.1:3030 --network localnet',
    )
    .enablePositionalOptions()
    .addCommand(rebuildCommand(io))
    .action(async (options, command) => {
      const { registry, blocks, network, rpc } = options
      // Not required options: commander would ask for those of `index rebuild` too.
      if (registry === undefined) return missing(command, '--registry <account>')
      if (blocks === undefined) return missing(command, '--blocks <url>')
      const { openStore } = await import('../../store/index.ts')
      const { createIndexer, createNeardataSource, systemClock } = await import(
        '../../indexer/index.ts'
      )
      const { portableHasher } = await import('../../protocol/portable-hasher.ts')
      const logger = createLogger(io, options.log)
      const store = await openStore({
        database: await databaseOf(io, options.database),
        mode: 'write',
        logger,
      })
      try {
        await createIndexer({
          store,
          source: createNeardataSource({
            urls: [blocks],
            wanted: { executor: registry, code: 'none' },
            logger,
            clock: systemClock,
          }),
          registry,
          network,
          startHeight: options.from,
          hasher: portableHasher,
          logger,
          clock: systemClock,
          signal: io.signal,
          readHead: rpc === undefined ? undefined : await headReader(rpc, registry, io.signal),
        }).run()
      } finally {
        await store.close()
      }
    })
}

function missing(command: CommandUnknownOpts, option: string): never {
  return command.error(`error: required option '${option}' not specified`)
}

async function headReader(url: string, registry: string, signal: AbortSignal) {
  const { createRpc } = await import('../../chain/index.ts')
  const { createHeadReader } = await import('../../indexer/index.ts')
  return createHeadReader(createRpc({ urls: [url], signal }), registry)
}
