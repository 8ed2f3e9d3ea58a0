import { Command, Option } from '@commander-js/extra-typings'
import {
  readAccount,
  readBlock,
  readCodeHashArgument,
  readMirrors,
  readNetwork,
  readSeconds,
  readUrls,
} from '../arguments.ts'

/** Makes a command that follows a recipe, with the options that all such commands have. */
export function followCommand(name: string) {
  return new Command(name)
    .argument('[account]', 'account whose code is in question', readAccount)
    .option(
      '--code-hash <hash>',
      'a global contract by its hash instead of an account',
      readCodeHashArgument,
    )
    .option('--wasm <file>', 'a file instead of an account')
    .option('--recipe <file>', 'the recipe (JSON) instead of the one that the contract states')
    .option(
      '--at <block>',
      'height or hash of the block to look at (default: the last final one)',
      readBlock,
    )
    .option('--network <name>', 'mainnet, testnet, devnet, or the URL of an RPC', readNetwork)
    .option('--rpc <url...>', "RPCs instead of the network's usual one", readUrls)
    .addOption(
      new Option('--engine <name>', 'container engine (default: the first that works)').choices([
        'podman',
        'docker',
      ] as const),
    )
    .option('--allow-image <name...>', 'follow recipes in this image, too')
    .option('--online', 'let the build itself use the network; it is recorded', false)
    .option('--insecure-registry', 'pull images without TLS', false)
    .option(
      '--mirror <url=folder...>',
      'fetch a repository from a clone on this machine',
      readMirrors,
    )
    .option('--timeout <seconds>', 'most time of each stage in the container', readSeconds, 1_800)
    .option('--cache <folder>', 'folder for logs and what can be used again', '.countersign/cache')
    .option('-o, --output <file>', 'write the wasm that was built to this file')
    .option('--json', 'print the result as JSON', false)
}

export type FollowOptions = ReturnType<ReturnType<typeof followCommand>['opts']>
