import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT_ACCOUNT } from '../chain/genesis.ts'
import { keyFromName, keyFromSecret } from '../chain/known-key.ts'
import { DevnetError } from '../errors.ts'

/** Writes the files by which clients find a network's key and settings. What is there already stays. */
export async function initHome(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  const root = keyFromName(ROOT_ACCOUNT)
  const key = { public_key: root.publicKey.text, secret_key: root.secretKey }
  const files: Record<string, unknown> = {
    'validator_key.json': { account_id: ROOT_ACCOUNT, ...key },
    'node_key.json': { account_id: '', ...key },
    'genesis.json': { chain_id: 'localnet', genesis_height: 0, records: [] },
    'config.json': { genesis_file: 'genesis.json', validator_key_file: 'validator_key.json' },
  }
  for (const [name, content] of Object.entries(files)) {
    await writeNew(join(directory, name), `${JSON.stringify(content, null, 2)}\n`)
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Reads the root account's secret key from a home directory. */
export async function readRootKey(directory: string): Promise<string> {
  const path = join(directory, 'validator_key.json')
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw badHome(path, `${path} cannot be read. Run init first.`, cause)
  })
  try {
    const content = JSON.parse(text) as { account_id?: unknown; secret_key?: unknown }
    if (content.account_id !== ROOT_ACCOUNT) throw new Error(`account_id is not ${ROOT_ACCOUNT}`)
    return keyFromSecret(ROOT_ACCOUNT, String(content.secret_key)).secretKey
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw badHome(path, `${path} holds no key of ${ROOT_ACCOUNT}: ${reason}`, cause)
  }
}

function badHome(value: string, message: string, cause: unknown): DevnetError {
  return new DevnetError('BAD_OPTION', message, { option: '--home', value }, { cause })
}
