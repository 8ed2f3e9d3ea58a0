import { CommandExit } from '../command-exit.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, writeResult } from '../io.ts'
import { orUnanswered } from '../or-unanswered.ts'
import { followCommand } from '../verify/follow-command.ts'

/** `countersign verify`: rebuilds what runs at an account and compares the bytes. */
export function verifyCommand(io: Io) {
  return followCommand('verify')
    .description('rebuild the code of an account from its source, and compare the bytes')
    .addHelpText(
      'after',
      `
Exit code: 0 if the bytes are identical, 1 if they differ, 2 if the recipe could not be built, 3 if
it could not be begun (no code, no recipe, no container engine, no network, wrong arguments).

Example:
  $ countersign verify dapp.near --network mainnet
  $ countersign verify --wasm dapp.wasm --recipe recipe.json`,
    )
    .action(async (account, options) => {
      const { followSubject } = await import('../verify/follow-subject.ts')
      const { verificationJson, verificationText } = await import('../verify/report.ts')
      const verification = await orUnanswered(() => followSubject(io, account, options))
      const text = options.json ? '' : verificationText(verification)
      writeResult(io, options.json, verificationJson(verification), text)
      if (verification.followed.result.outcome === 'failed') throw new CommandExit(EXIT.NOT_BUILT)
      if (!verification.identical) throw new CommandExit(EXIT.NO)
    })
}
