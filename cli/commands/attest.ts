import type { Attested } from '../../builder/index.ts'
import { readAccount } from '../arguments.ts'
import { type Io, writeResult } from '../io.ts'
import { orUnanswered } from '../or-unanswered.ts'
import { followCommand } from '../verify/follow-command.ts'

const NEAR = 10n ** 24n

/** `countersign attest`: rebuilds what runs at an account, and writes what came of it to the registry. */
export function attestCommand(io: Io) {
  return followCommand('attest')
    .description('rebuild the code of an account, and attest on chain what came of it')
    .requiredOption('--registry <account>', 'account of the registry', readAccount)
    .requiredOption('--as <account>', 'the builder: the account that attests', readAccount)
    .option(
      '--key-file <file>',
      "the builder's key (default: COUNTERSIGN_PRIVATE_KEY, or ~/.near-credentials/<chain>/<account>.json)",
    )
    .option('--dry-run', 'show the transaction and send nothing', false)
    .option('--yes', 'do not ask before signing', false)
    .addHelpText(
      'after',
      `
What is attested is what was built, also if that is not what runs at the account, or that nothing
was. Storage in the registry is paid in advance where it does not suffice.

Exit code: 0 if the attestation is on chain, 1 if it could not be written, 2 for wrong arguments,
3 if the rebuild could not be begun.

Example:
  $ countersign attest dapp.near --network mainnet --registry registry.near --as builder.near`,
    )
    .action(async (account, options, command) => {
      const { followSubject, rpcOf } = await import('../verify/follow-subject.ts')
      const { verificationJson, verificationText } = await import('../verify/report.ts')
      const { attest, prepayStorage } = await import('../../builder/index.ts')
      const { confirm } = await import('../deploy/confirm.ts')
      const { createSigner } = await import('../signing/signer.ts')
      const { statementOf } = await import('../attest/statement.ts')
      const { missingStorage, requireDepositKey } = await import('../attest/storage.ts')

      const { registry, as: builder } = options
      const rpc = rpcOf(io, options)
      if (rpc === undefined)
        return command.error('error: say where to attest, with --network or --rpc')
      // Found out before the build, which takes long: the key is there, and can do what it has to.
      const sender = await orUnanswered(() => createSigner(io, rpc, builder, options.keyFile))
      const yocto = await orUnanswered(() => missingStorage(rpc, registry, builder))
      await orUnanswered(() => requireDepositKey(rpc, sender, yocto))

      const verification = await orUnanswered(() => followSubject(io, account, options))
      const { recipe } = verification.subject
      const statement = statementOf(verification)
      const transaction = {
        signer: builder,
        receiver: registry,
        method: 'attest',
        args: { recipe, ...statement },
        prepaidYocto: yocto.toString(),
      }
      const found = verificationText(verification)
      if (options.dryRun) {
        const result = { ...verificationJson(verification), transaction, attested: null }
        writeResult(io, options.json, result, `${found}\n\n${JSON.stringify(transaction, null, 2)}`)
        return
      }
      if (!options.yes) {
        const paid =
          yocto === 0n ? '' : ` after paying ${Number(yocto) / Number(NEAR)} NEAR of storage in`
        const what = `${found}\n\n${builder} will attest this in ${registry}${paid}.`
        await confirm(io, what, 'attest')
      }
      if (yocto > 0n) await prepayStorage({ sender, registry, yocto })
      const attested = await attest({ sender, registry, recipe, statement })
      writeResult(
        io,
        options.json,
        { ...verificationJson(verification), transaction, attested },
        `${found}\n${attestedText(attested)}`,
      )
    })
}

const attestedText = ({ seq, transactionHash }: Attested): string =>
  `  attested  as number ${seq}, transaction ${transactionHash}`
