import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { readNumber } from '../../../devnet/command/arguments.ts'

const devnet = fileURLToPath(new URL('../../../devnet', import.meta.url))
const nearSandbox = join(devnet, 'bin', 'near-sandbox')

function start([file, ...args]: readonly [string, ...string[]]) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }))
  const says = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(output.stdout)
      if (found) return found[1] ?? found[0]
      await once(child.stdout, 'data')
    }
  }
  return { child, ended, says }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test.serial(`near-sandbox serves until ${signal} and then ends with code 0`, async (t) => {
    const home = await mkdtemp(join(tmpdir(), 'devnet-home-'))
    t.is((await start([nearSandbox, '--home', home, 'init']).ended).code, 0)
    const run = [nearSandbox, '--home', home, 'run', '--rpc-addr', '127.0.0.1:0'] as const
    const { child, ended, says } = start(run)
    const url = await says(/RPC +(http:\S+)/)
    t.is((await fetch(`${url}/status`)).status, 200)
    child.kill(signal)
    const { code, stderr } = await ended
    t.is(code, 0)
    t.is(stderr, '')
  })
}

test('a number that is none is named', (t) => {
  t.throws(() => readNumber('--rpc-addr', '-1', 9), { code: 'BAD_OPTION', message: /"-1"/ })
  t.is(readNumber('--rpc-addr', '9', 9), 9)
})

test.serial(
  'near-sandbox init writes a network’s files and keeps those that are there',
  async (t) => {
    const home = await mkdtemp(join(tmpdir(), 'devnet-home-'))
    const init = [nearSandbox, '--home', home, 'init'] as const
    t.is((await start(init).ended).code, 0)
    t.deepEqual((await readdir(home)).sort(), [
      'config.json',
      'genesis.json',
      'node_key.json',
      'validator_key.json',
    ])
    const key = await readFile(join(home, 'validator_key.json'), 'utf8')
    t.is((JSON.parse(key) as { account_id: string }).account_id, 'test.near')
    t.is((await start(init).ended).code, 0)
    t.is(await readFile(join(home, 'validator_key.json'), 'utf8'), key)
  },
)

test.serial('near-sandbox says what it lacks', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'devnet-home-'))
  const cases: [string[], RegExp][] = [
    [['run'], /^--home is missing/],
    [['--home', home, 'run'], /validator_key\.json cannot be read\. Run init first\.\n$/],
    [['--home', home, 'dance'], /^"dance" is no command/],
    [['--home', home, 'run', '--rpc-addr', 'nowhere'], /cannot be read|takes a host and a port/],
  ]
  for (const [args, message] of cases) {
    const { code, stderr } = await start([nearSandbox, ...args]).ended
    t.is(code, 1)
    t.regex(stderr, message)
  }
})
