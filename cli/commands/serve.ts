import { Command } from '@commander-js/extra-typings'
import { readPort, readUrls } from '../arguments.ts'
import { DATABASE_HELP, databaseOf } from '../database.ts'
import { type Io, untilAborted, writeResult } from '../io.ts'
import { createLogger } from '../logger.ts'

/** `countersign serve`: answers GraphQL over a mirror. */
export function serveCommand(io: Io) {
  return new Command('serve')
    .description(
      'answer over a mirror, programs in GraphQL and people with pages; the indexer may run, or be down, or come later',
    )
    .requiredOption(
      '--rpc <url...>',
      'RPC to read code hashes from; more than one is fail-over',
      readUrls,
    )
    .option('--database <where>', `the indexer's ${DATABASE_HELP}`)
    .option('--port <port>', 'port to listen on', readPort, 4000)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--log <level>', 'debug, info, warn, error or silent', 'info')
    .option('--json', 'print where it is as JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  $ countersign serve --rpc http://127.0.0.1:3030 --database .countersign/mirror.sqlite',
    )
    .action(async (options) => {
      const { startApi } = await import('../../api/index.ts')
      const { createRpc } = await import('../../chain/index.ts')
      const api = await startApi({
        store: { database: await databaseOf(io, options.database) },
        rpc: createRpc({ urls: options.rpc, signal: io.signal }),
        logger: createLogger(io, options.log),
        port: options.port,
        host: options.host,
      })
      try {
        const page = new URL('/', api.url).href
        writeResult(
          io,
          options.json,
          { url: api.url, page },
          `Page     ${page}\nGraphQL  ${api.url}`,
        )
        await untilAborted(io.signal)
      } finally {
        await api.close()
      }
    })
}
