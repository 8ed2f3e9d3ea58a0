import { Command } from '@commander-js/extra-typings'
import { readAccount, readNetwork, readUrls } from '../arguments.ts'
import type { Deployed } from '../deploy/deploy-registry.ts'
import { type Io, writeResult } from '../io.ts'

/** `countersign deploy`: puts the registry on a network. */
export function deployCommand(io: Io) {
  return new Command('deploy')
    .description('put the registry on an account, and check that exactly its code runs there')
    .requiredOption(
      '--network <name>',
      'mainnet, testnet, devnet, or the URL of an RPC',
      readNetwork,
    )
    .requiredOption('--account <id>', 'account that becomes the registry', readAccount)
    .option('--rpc <url...>', "RPCs to use instead of the network's usual one", readUrls)
    .option(
      '--key-file <file>',
      "the account's key (default: ~/.near-credentials/<chain>/<account>.json)",
    )
    .option('--wasm <file>', 'the compiled registry (default: it is compiled)')
    .option('--lock', 'then remove the full-access key, so that nobody can change the code', false)
    .option('--all-keys', 'with --lock: remove the other full-access keys too', false)
    .option('--yes', 'do not ask before code is replaced or keys are removed', false)
    .option('--cache <folder>', 'folder for what can be used again', '.countersign/cache')
    .option('--json', 'print the result as JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  $ countersign deploy --network testnet --account registry.acme.testnet --lock',
    )
    .action(async ({ account, network, rpc: urls, json, ...options }, command) => {
      if (options.allKeys && !options.lock) command.error('error: --all-keys goes with --lock')
      const { createRpc } = await import('../../chain/index.ts')
      const { deployRegistry } = await import('../deploy/deploy-registry.ts')
      const used = { ...network, rpc: urls ?? network.rpc }
      const rpc = createRpc({ urls: used.rpc, signal: io.signal })
      const result = await deployRegistry(io, rpc, {
        keyFile: undefined,
        wasm: undefined,
        ...options,
        network: used,
        accountId: account,
      })
      writeResult(io, json, toJson(result), toText(result))
    })
}

function toJson({ accountId, fullAccessKeys, ...rest }: Deployed) {
  return { account: accountId, ...rest, fullAccessKeys, locked: fullAccessKeys.length === 0 }
}

function toText(result: Deployed): string {
  const { accountId, chainId, codeHash, transactionHash, removedKeys, fullAccessKeys } = result
  const how = transactionHash === null ? 'was there already' : `transaction ${transactionHash}`
  const keys =
    fullAccessKeys.length > 0
      ? `${fullAccessKeys.join(' ')} can change the code; --lock removes such keys`
      : `none with full access${removedKeys.length > 0 ? ' any more' : ''}: nobody can change the code`
  return [
    `account    ${accountId} on ${chainId}`,
    `code hash  ${codeHash} (${how})`,
    `keys       ${keys}`,
  ].join('\n')
}
