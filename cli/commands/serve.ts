import { resolve } from 'node:path'
import { Command, InvalidArgumentError } from '@commander-js/extra-typings'
import { readCount, readPort, readUrls } from '../arguments.ts'
import { DATABASE_HELP, databaseOf } from '../database.ts'
import { type Io, untilAborted, writeResult } from '../io.ts'
import { createLogger } from '../logger.ts'
import { VERSION } from '../version.ts'

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
    .option('--no-graphiql', 'serve no GraphiQL to browsers')
    .option('--no-introspection', 'answer no questions about the schema itself')
    .option('--origin <origin...>', 'origins whose pages may ask; any if none is given')
    .option('--persisted <file>', 'JSON object of queries that clients may name by their sha256')
    .option('--persisted-only', 'answer no queries but those of --persisted', false)
    .option('--max-lag <blocks>', 'say not to be ready (/ready) while further behind', readCount)
    .option('--log <level>', 'debug, info, warn, error or silent', 'info')
    .option('--json', 'print where it is as JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  $ countersign serve --rpc http://127.0.0.1:3030 --database .countersign/mirror.sqlite',
    )
    .action(async (options) => {
      const { readPersistedFile, startApi } = await import('../../api/index.ts')
      const { createRpc } = await import('../../chain/index.ts')
      const { persisted: file, persistedOnly: only } = options
      if (only && file === undefined) {
        throw new InvalidArgumentError('--persisted-only needs --persisted <file>.')
      }
      const queries =
        file === undefined ? undefined : await readPersistedFile(resolve(io.cwd, file))
      const api = await startApi({
        store: { database: await databaseOf(io, options.database) },
        rpc: createRpc({ urls: options.rpc, signal: io.signal }),
        logger: createLogger(io, options.log),
        port: options.port,
        host: options.host,
        graphiql: options.graphiql,
        introspection: options.introspection,
        origins: options.origin,
        maxLag: options.maxLag,
        version: VERSION,
        ...(queries && { persisted: { queries, only } }),
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
