import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { createKeys, keyFilePath, readKeyFile } from '../../chain/index.ts'

async function write(t: ExecutionContext, content: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-keys-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const path = join(folder, 'ann.near.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const keys = createKeys()

test('key files lie where near-cli puts them', (t) => {
  t.is(
    keyFilePath('/home/ann', 'testnet', 'ann.near'),
    '/home/ann/.near-credentials/testnet/ann.near.json',
  )
  t.throws(() => keyFilePath('/home/ann', 'testnet', '../../etc'), { message: /account_id/ })
})

for (const name of ['private_key', 'secret_key']) {
  test(`a key file with a ${name} is read`, async (t) => {
    const path = await write(t, {
      account_id: 'ann.near',
      public_key: keys.publicKey,
      [name]: keys.secretKey,
      implicit_account_id: 'kept out',
    })
    t.deepEqual(await readKeyFile(path, 'ann.near'), { accountId: 'ann.near', ...keys })
  })
}

test('a key file without an account is read for the account that is asked for', async (t) => {
  const path = await write(t, { private_key: keys.secretKey })
  t.deepEqual(await readKeyFile(path, 'ann.near'), { accountId: 'ann.near', ...keys })
  t.like(await t.throwsAsync(readKeyFile(path)), { code: 'KEY_FILE_INVALID' })
})

test('a key file that is not there is told with its path', async (t) => {
  const path = join(tmpdir(), 'countersign-no-such-key.json')
  const error = await t.throwsAsync(readKeyFile(path))
  t.like(error, { code: 'KEY_FILE_MISSING' })
  t.true(error.message.includes(path))
})

const other = createKeys()
const bad: [string, unknown, RegExp][] = [
  ['that is not JSON', '{"private_key": "ed25519:', /is not a JSON object/],
  ['that is a list', [], /is not a JSON object/],
  ['without a key', { account_id: 'ann.near' }, /neither a private_key nor/],
  [
    'with a broken key',
    { private_key: `${keys.secretKey}0O` },
    /private key that NEAR does not have/,
  ],
  ['with an empty key', { private_key: '' }, /private key that NEAR does not have/],
  [
    'of another account',
    { account_id: 'bob.near', private_key: keys.secretKey },
    /is of bob\.near, not of ann\.near/,
  ],
  [
    'with the public key of another pair',
    { public_key: other.publicKey, private_key: keys.secretKey },
    /public key, .* that its private key does not have/,
  ],
]

for (const [what, content, message] of bad) {
  test(`a key file ${what} is refused without showing the key`, async (t) => {
    const path = await write(t, content)
    const error = await t.throwsAsync(readKeyFile(path, 'ann.near'), { message })
    t.like(error, { code: 'KEY_FILE_INVALID' })
    const shown = `${error.message} ${JSON.stringify(error)} ${error.stack} ${String(error.cause)}`
    t.false(shown.includes(keys.secretKey.slice(8, 40)))
  })
}

test('a folder in place of a key file is told', async (t) => {
  t.like(await t.throwsAsync(readKeyFile(tmpdir())), { code: 'KEY_FILE_INVALID' })
})
