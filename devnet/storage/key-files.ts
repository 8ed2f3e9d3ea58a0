import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT_ACCOUNT } from '../chain/genesis.ts'
import type { KnownKey } from '../chain/known-key.ts'
import { keyFromSecret } from '../chain/known-key.ts'
import { DevnetError } from '../errors.ts'

export const KEY_FILE = 'validator_key.json'

/** Writes the files by which clients find a network's key and settings. What is there already stays. */
export function writeKeyFiles(directory: string, root: KnownKey, chainId: string): void {
  mkdirSync(directory, { recursive: true })
  const key = { public_key: root.publicKey.text, secret_key: root.secretKey }
  const files: Record<string, unknown> = {
    [KEY_FILE]: { account_id: ROOT_ACCOUNT, ...key },
    'node_key.json': { account_id: '', ...key },
    'genesis.json': { chain_id: chainId, genesis_height: 0, records: [] },
    'config.json': { genesis_file: 'genesis.json', validator_key_file: KEY_FILE },
  }
  for (const [name, content] of Object.entries(files)) {
    writeNew(join(directory, name), `${JSON.stringify(content, null, 2)}\n`)
  }
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Reads the root account's secret key from a home; undefined: there is no such file. Throws `BAD_OPTION`. */
export function readRootKey(directory: string): string | undefined {
  const path = join(directory, KEY_FILE)
  const text = readText(path)
  if (text === undefined) return undefined
  try {
    const content = JSON.parse(text) as { account_id?: unknown; secret_key?: unknown }
    if (content.account_id !== ROOT_ACCOUNT) throw new Error(`account_id is not ${ROOT_ACCOUNT}`)
    return keyFromSecret(ROOT_ACCOUNT, String(content.secret_key)).secretKey
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw badHome(path, `${path} holds no key of ${ROOT_ACCOUNT}: ${reason}`, cause)
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw badHome(path, `${path} cannot be read: ${String(cause)}`, cause)
  }
}

export function badHome(value: string, message: string, cause?: unknown): DevnetError {
  return new DevnetError('BAD_OPTION', message, { option: '--home', value }, { cause })
}
