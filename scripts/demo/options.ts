import { parseArgs } from 'node:util'
import { parsePort } from '../../cli/port.ts'

export type DemoOptions = {
  rpcPort: number
  apiPort: number
  /** Folder that the demo writes to. */
  folder: string
  /** End after the table instead of running on. */
  once: boolean
}

export const USAGE = `Usage: npm start [-- options]

Runs Countersign on an embedded NEAR chain: deploys the registry, lets three builders rebuild
contracts and attest, and asks for verdicts.

Options:
  --rpc-port <port>  port of the chain's RPC (default 3030)
  --api-port <port>  port of the GraphQL API (default 4000)
  --folder <path>    where sources, builds and the mirror go (default .countersign/demo)
  --once             end after the table
  --help             show this text

Example:
  npm start -- --api-port 4001
`

/** Reads the demo's options; returns the text to show instead when it is not to run. */
export function readOptions(args: string[]): DemoOptions | { usage: string; exitCode: number } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'rpc-port': { type: 'string', default: '3030' },
        'api-port': { type: 'string', default: '4000' },
        folder: { type: 'string', default: '.countersign/demo' },
        once: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { usage: USAGE, exitCode: 0 }
    return {
      rpcPort: readPort('--rpc-port', values['rpc-port']),
      apiPort: readPort('--api-port', values['api-port']),
      folder: values.folder,
      once: values.once,
    }
  } catch (error) {
    return { usage: `${(error as Error).message}\n\n${USAGE}`, exitCode: 2 }
  }
}

function readPort(name: string, text: string): number {
  const port = parsePort(text)
  if (port === undefined) {
    throw new Error(`${name} must be a port from 0 (any free one) to 65535, but is "${text}".`)
  }
  return port
}
