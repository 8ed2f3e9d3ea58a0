import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const COMMAND = resolve(import.meta.dirname, '../../../cli/bin.mjs')

export type DevnetProcess = {
  rpcUrl: string
  rootAccount: { accountId: string; secretKey: string }
  /** Asks it to end, and waits until it has. */
  stop: () => Promise<void>
}

/** Starts `countersign devnet` in a process of its own, as a user would, and waits until it says where it is. */
export async function startDevnetProcess(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<DevnetProcess> {
  const child = spawn(process.execPath, [COMMAND, 'devnet', '--port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const { rpcUrl, rootAccount } = JSON.parse(await firstLine(child)) as DevnetProcess
  return {
    rpcUrl,
    rootAccount,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.includes('\n')) found(text.slice(0, text.indexOf('\n')))
    })
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`countersign devnet ended with ${code}`)))
  })
}
