import { parseArgs } from 'node:util'
import { DevnetError } from '../errors.ts'
import { DEFAULT_PROTOCOL_VERSION, PROTOCOL_VERSIONS } from '../parameters/index.ts'

export type CommandOptions = {
  port: number
  host: string
  blockIntervalMs: number
  protocolVersion: number
  help: boolean
}

export const USAGE = `Starts a NEAR node for development in this process.

Usage: node devnet/command.ts [options]

  --port <number>            port of RPC and neardata; 0 takes any that is free (3030)
  --host <address>           address to listen on (127.0.0.1)
  --block-interval <number>  milliseconds between blocks while nothing happens; 0 makes none (1000)
  --protocol-version <number>  rules and prices: one of ${PROTOCOL_VERSIONS.join(', ')} (${DEFAULT_PROTOCOL_VERSION})
  --help                     this text
`

/** Reads the command line. Throws `BAD_OPTION`. */
export function readOptions(argv: readonly string[]): CommandOptions {
  const { values } = parse(argv)
  return {
    port: readNumber('--port', values.port, 65_535),
    host: values.host,
    blockIntervalMs: readNumber('--block-interval', values['block-interval'], 3_600_000),
    protocolVersion: readNumber('--protocol-version', values['protocol-version'], 999),
    help: values.help,
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        // 3030 is where nearcore listens.
        port: { type: 'string', default: '3030' },
        host: { type: 'string', default: '127.0.0.1' },
        'block-interval': { type: 'string', default: '1000' },
        'protocol-version': { type: 'string', default: String(DEFAULT_PROTOCOL_VERSION) },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (cause) {
    throw badOption('', cause instanceof Error ? cause.message : String(cause), cause)
  }
}

export function readNumber(option: string, text: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value <= max) return value
  throw badOption(option, `${option} is "${text}"; it takes a whole number up to ${max}.`)
}

export function badOption(option: string, message: string, cause?: unknown): DevnetError {
  return new DevnetError('BAD_OPTION', message, { option, value: message }, { cause })
}
