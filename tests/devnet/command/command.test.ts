import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { readNumber, readOptions } from '../../../devnet/command/options.ts'
import { PROTOCOL_VERSIONS } from '../../../devnet/index.ts'

const devnet = fileURLToPath(new URL('../../../devnet', import.meta.url))
const command = [process.execPath, join(devnet, 'command.ts')] as const
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
  test.serial(`the command serves until ${signal} and then ends with code 0`, async (t) => {
    const { child, ended, says } = start([...command, '--port', '0'])
    const url = await says(/RPC +(http:\S+)/)
    t.is((await fetch(`${url}/status`)).status, 200)
    child.kill(signal)
    const { code, stderr } = await ended
    t.is(code, 0)
    t.is(stderr, '')
  })
}

test.serial('a port that is taken is one clear sentence and exit code 1', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const { port } = taken.address() as { port: number }
  const { code, stderr } = await start([...command, '--port', String(port)]).ended
  t.is(code, 1)
  t.is(stderr, `Port ${port} of 127.0.0.1 is taken. Choose another, or 0 for any that is free.\n`)
})

test.serial(
  'a protocol version can be chosen, and one that is not known is one clear sentence',
  async (t) => {
    const { child, ended, says } = start([...command, '--port', '0', '--protocol-version', '85'])
    const url = await says(/RPC +(http:\S+)/)
    t.like(await (await fetch(`${url}/status`)).json(), { protocol_version: 85 })
    child.kill('SIGTERM')
    t.is((await ended).code, 0)
    const { code, stderr } = await start([...command, '--port', '0', '--protocol-version', '83'])
      .ended
    t.is(code, 1)
    t.is(stderr, `Protocol version 83 is not known; use one of ${PROTOCOL_VERSIONS.join(', ')}.\n`)
  },
)

test.serial('options that make no sense are named', async (t) => {
  for (const args of [['--port', 'x'], ['--port', '65536'], ['--nonsense']]) {
    const { code, stderr } = await start([...command, ...args]).ended
    t.is(code, 1)
    t.regex(stderr, /--(port|nonsense)/)
    t.notRegex(stderr, /\n.*\n/)
  }
  t.throws(() => readNumber('--port', '-1', 9), { code: 'BAD_OPTION' })
  t.is(readOptions([]).port, 3030)
})

test.serial('help says what the options are', async (t) => {
  const { code, stdout } = await start([...command, '--help']).ended
  t.is(code, 0)
  t.regex(stdout, /--block-interval/)
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
