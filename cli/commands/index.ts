import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings'
import {
  readAccount,
  readAccounts,
  readCount,
  readHeight,
  readPort,
  readUrl,
  readUrls,
} from '../arguments.ts'
import { DATABASE_HELP, databaseOf } from '../database.ts'
import type { Io } from '../io.ts'
import { createLogger } from '../logger.ts'
import { openDeployments } from '../mirror/deployments.ts'
import { watchIndexer } from '../mirror/operations.ts'
import { createProgress } from '../mirror/progress.ts'
import { originOf, SOURCES } from '../mirror/source.ts'
import { rebuildCommand } from './index-rebuild.ts'

/** `countersign index`: mirrors a registry into a database. */
export function indexCommand(io: Io) {
  return new Command('index')
    .description("mirror a registry's events into a database, and keep it up to date")
    .option('--registry <account>', 'account of the registry (required)', readAccount)
    .option('--network <name>', 'mainnet, testnet, devnet, or a chain id with --blocks', 'mainnet')
    .addOption(
      new Option('--source <kind>', 'where blocks come from').choices(SOURCES).default('neardata'),
    )
    .option(
      '--blocks <url...>',
      "servers to ask for blocks instead of the network's own; the first that answers is asked",
      readUrls,
    )
    .option('--rpc <url...>', "RPCs to compare chain and registry's head with", readUrls)
    .option('--database <where>', DATABASE_HELP)
    .option('--from <height>', 'height that an empty database begins at', readHeight)
    .option(
      '--watch <account...>',
      'accounts whose code is followed, beside those asked about',
      readAccounts,
    )
    .option('--all-contracts', 'follow the code of every account (not with --source rpc)', false)
    .option('--look-ahead <blocks>', 'blocks to ask for at a time while catching up', readCount)
    .option(
      '--max-rate <requests>',
      'requests a minute to each server, or the bucket, at most',
      readCount,
    )
    .option('--lake-bucket <name>', "bucket of NEAR Lake (default: the network's)")
    .option('--lake-region <name>', 'its AWS region')
    .option('--lake-endpoint <url>', 'server that speaks S3, if it is not at Amazon', readUrl)
    .option('--port <port>', 'serve /health, /ready, /status and /metrics there', readPort)
    .option('--host <host>', 'address to serve them on', '127.0.0.1')
    .option('--log <level>', 'debug, info, warn, error or silent', 'info')
    .addHelpText(
      'after',
      `
No registry is deployed on mainnet or testnet yet, so --registry has no default.
The source lake takes its keys from where all AWS programs do, such as AWS_ACCESS_KEY_ID.

Example:
  $ countersign index --registry registry.test.near --blocks http://127.0.0.1:3030 --network localnet
  $ countersign index --registry registry.example.testnet --network testnet --from 170000000`,
    )
    .enablePositionalOptions()
    .addCommand(rebuildCommand(io))
    .action(async (options, command) => {
      const { registry, network } = options
      // Not a required option: commander would ask for it in `index rebuild` too.
      if (registry === undefined) return missing(command, '--registry <account>')
      const origin = originOf(options)
      if ('missing' in origin) {
        return missing(command, origin.missing, `: the network ${network} has none of its own`)
      }
      if (options.allContracts && options.source === 'rpc') {
        return command.error(
          'error: --all-contracts needs another --source: an RPC is asked by account',
        )
      }
      const { openStore } = await import('../../store/index.ts')
      const { createIndexer, systemClock: clock } = await import('../../indexer/index.ts')
      const { portableHasher } = await import('../../protocol/portable-hasher.ts')
      const progress = createProgress(io)
      const logger = createLogger({ ...io, stderr: progress.stderr }, options.log)
      const database = await databaseOf(io, options.database)
      const store = await openStore({ database, mode: 'write', logger })
      const { port, host } = options
      const { rpc } = origin
      const code = await openDeployments(options, {
        database,
        rpc,
        signal: io.signal,
        clock,
        logger,
      })
      const watch = await watchIndexer({ port, host, network: origin.chainId, registry, logger })
      try {
        const { deployments } = code
        const wanted = { executor: registry, code: deployments.wanted }
        const source = await origin.open(wanted, { logger, clock })
        const indexer = createIndexer({
          store,
          source,
          deployments,
          registry,
          network: origin.chainId,
          startHeight: options.from,
          hasher: portableHasher,
          logger,
          clock,
          signal: io.signal,
          onBatch: watch.onBatch,
          ...(await witnesses(origin.rpc, registry, io.signal)),
        })
        await watch.begin(indexer, source)
        if (options.log !== 'silent') progress.begin(() => indexer.status(), logger)
        await indexer.run()
      } finally {
        progress.end()
        await watch.end()
        await code.close()
        await store.close()
      }
    })
}

function missing(command: CommandUnknownOpts, option: string, why = ''): never {
  return command.error(`error: required option '${option}' not specified${why}`)
}

/** Makes what is compared with the registry and the chain themselves, if an RPC is known. */
async function witnesses(urls: readonly string[], registry: string, signal: AbortSignal) {
  if (urls.length === 0) return {}
  const { createRpc } = await import('../../chain/index.ts')
  const { createChainReader, createHeadReader } = await import('../../indexer/index.ts')
  const rpc = createRpc({ urls, signal })
  return { readHead: createHeadReader(rpc, registry), readChain: createChainReader(rpc) }
}
