import { startDevnet } from '../start-devnet.ts'
import { readOptions, USAGE } from './options.ts'
import type { CommandIo } from './run.ts'
import { untilAborted } from './run.ts'

/** Runs a devnet until the user ends it. */
export async function devnetCommand({ argv, stdout, signal }: CommandIo): Promise<void> {
  const { help, ...options } = readOptions(argv)
  if (help) {
    stdout(USAGE)
    return
  }
  const devnet = await startDevnet(options)
  stdout(`RPC       ${devnet.rpcUrl}`)
  stdout(`neardata  ${devnet.neardataUrl}/v0/last_block/final`)
  stdout(`account   ${devnet.rootAccount.accountId}`)
  stdout(`key       ${devnet.rootAccount.secretKey}`)
  stdout('The key is known to everybody: this network is for development alone. Ctrl-C ends it.')
  await untilAborted(signal)
  await devnet.close()
}
