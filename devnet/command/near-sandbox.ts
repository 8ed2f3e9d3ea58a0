import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT_ACCOUNT } from '../chain/genesis.ts'
import { keyFromName } from '../chain/known-key.ts'
import { DEFAULT_PROTOCOL_VERSION } from '../parameters/index.ts'
import { startDevnet } from '../start-devnet.ts'
import { badHome, KEY_FILE, readRootKey, writeKeyFiles } from '../storage/key-files.ts'
import { badOption, readNumber } from './arguments.ts'
import type { CommandIo } from './run.ts'
import { untilAborted } from './run.ts'

type Address = { host: string; port: number }

const USAGE = `Stands in for near-sandbox.

Usage: near-sandbox --home <directory> init
       near-sandbox --home <directory> run [--rpc-addr <host:port>] [--network-addr <host:port>]
`

/** Does what near-workspaces asks of near-sandbox: `init` writes a network's files, `run` serves it. */
export async function nearSandboxCommand({ argv, stdout, signal }: CommandIo): Promise<void> {
  const { values, positionals } = parse(argv)
  const [command] = positionals
  if (values.version) {
    stdout(`countersign devnet (protocol ${DEFAULT_PROTOCOL_VERSION})`)
  } else if (values.help) {
    stdout(USAGE)
  } else if (command === 'init') {
    writeKeyFiles(home(values.home), keyFromName(ROOT_ACCOUNT), 'localnet')
  } else if (command === 'run') {
    const directory = home(values.home)
    if (readRootKey(directory) === undefined) {
      throw badHome(directory, `${join(directory, KEY_FILE)} cannot be read. Run init first.`)
    }
    const address = readAddress('--rpc-addr', values['rpc-addr'])
    // There are no other nodes, so the network address is only checked.
    readAddress('--network-addr', values['network-addr'])
    const devnet = await startDevnet({ ...address, home: directory })
    stdout(`RPC ${devnet.rpcUrl}`)
    await untilAborted(signal)
    await devnet.close()
  } else {
    throw badOption('command', `"${command ?? ''}" is no command; use init or run.`)
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        home: { type: 'string' },
        // Where nearcore listens.
        'rpc-addr': { type: 'string', default: '0.0.0.0:3030' },
        'network-addr': { type: 'string', default: '0.0.0.0:24567' },
        version: { type: 'boolean', short: 'V', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        // init's options that change nothing here.
        fast: { type: 'boolean' },
        'chain-id': { type: 'string' },
      },
    })
  } catch (cause) {
    throw badOption('', cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function home(directory: string | undefined): string {
  if (directory) return directory
  throw badOption('--home', '--home is missing: say in which directory the network is.')
}

function readAddress(option: string, text: string): Address {
  const [, host, port] = /^(.+):(\d+)$/.exec(text) ?? []
  if (host && port) return { host, port: readNumber(option, port, 65_535) }
  throw badOption(option, `${option} is "${text}"; it takes a host and a port, as in 0.0.0.0:3030.`)
}
