import { Command } from '@commander-js/extra-typings'
import { readPort } from '../arguments.ts'
import { type Io, untilAborted, writeResult } from '../io.ts'

/** `countersign devnet`: runs the embedded chain. */
export function devnetCommand(io: Io) {
  return new Command('devnet')
    .description('run an embedded NEAR chain for development')
    .option('--port <port>', 'port of RPC and block source', readPort, 3030)
    .option('--json', 'print where it is as JSON', false)
    .addHelpText('after', '\nExample:\n  $ countersign devnet --port 3030')
    .action(async (options) => {
      const { startDevnet } = await import('../../devnet/index.ts')
      const devnet = await startDevnet({ port: options.port })
      try {
        const { rpcUrl, neardataUrl, rootAccount } = devnet
        writeResult(
          io,
          options.json,
          { rpcUrl, neardataUrl, rootAccount },
          `RPC           ${rpcUrl}\nblocks        ${neardataUrl}\nroot account  ${rootAccount.accountId}\nits key       ${rootAccount.secretKey}`,
        )
        await untilAborted(io.signal)
      } finally {
        await devnet.close()
      }
    })
}
