import { Command } from '@commander-js/extra-typings'
import { readAccount, readCodeHashArgument, readNetwork, readUrls } from '../arguments.ts'
import { type Io, writeResult } from '../io.ts'

/** `countersign withdraw`: takes a builder's statement on a recipe back. */
export function withdrawCommand(io: Io) {
  return new Command('withdraw')
    .description("take a builder's live attestation on a recipe back")
    .argument('<recipe-id>', 'recipe that was attested', readCodeHashArgument)
    .requiredOption('--registry <account>', 'account of the registry', readAccount)
    .requiredOption('--as <account>', 'the builder', readAccount)
    .option('--reason <text>', 'why, for the record: at most 256 bytes')
    .option('--network <name>', 'mainnet, testnet, devnet, or the URL of an RPC', readNetwork)
    .option('--rpc <url...>', "RPCs instead of the network's usual one", readUrls)
    .option(
      '--key-file <file>',
      "the builder's key (default: COUNTERSIGN_PRIVATE_KEY, or ~/.near-credentials/<chain>/<account>.json)",
    )
    .option('--yes', 'do not ask before signing', false)
    .option('--json', 'print the result as JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  $ countersign withdraw Hn166wgm5AuUvrg9EcJkqAyUNYqr5vCfsG67gMXRpXuo --network mainnet --registry registry.near --as builder.near',
    )
    .action(async (recipeId, { registry, as: builder, reason, ...options }, command) => {
      const { rpcOf } = await import('../verify/follow-subject.ts')
      const { withdraw } = await import('../../builder/index.ts')
      const { createSigner } = await import('../signing/signer.ts')
      const { confirm } = await import('../deploy/confirm.ts')
      const rpc = rpcOf(io, options)
      if (rpc === undefined) return command.error('error: say where, with --network or --rpc')
      const sender = await createSigner(io, rpc, builder, options.keyFile)
      if (!options.yes) {
        const what = `${builder} will withdraw its attestation on recipe ${recipeId} in ${registry}. The events keep it.`
        await confirm(io, what, 'withdraw')
      }
      const withdrawn = await withdraw({ sender, registry, recipeId, reason })
      const text = `withdrawn  as number ${withdrawn.seq}, transaction ${withdrawn.transactionHash}`
      writeResult(io, options.json, { recipeId, ...withdrawn }, text)
    })
}
