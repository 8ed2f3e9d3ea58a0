import test from 'ava'
import { cli } from './run-in-process.ts'

const commands = [
  'attest',
  'audit',
  'build',
  'check',
  'deploy',
  'devnet',
  'explain',
  'index',
  'lint',
  'serve',
  'verify',
  'withdraw',
]

test('--help lists the commands', async (t) => {
  const { exitCode, stdout } = await cli(['--help'])
  t.is(exitCode, 0)
  for (const command of commands) t.regex(stdout, new RegExp(`^ +${command} `, 'm'))
})

for (const command of commands) {
  test(`${command} --help gives an example`, async (t) => {
    const { exitCode, stdout } = await cli([command, '--help'])
    t.is(exitCode, 0)
    t.regex(stdout, new RegExp(`Example:\n {2}\\$ countersign ${command} `))
  })
}

test('help before a command says what --help says after it', async (t) => {
  t.deepEqual(await cli(['help', 'devnet']), await cli(['devnet', '--help']))
})

test('--version prints the version of the package', async (t) => {
  const { exitCode, stdout } = await cli(['--version'])
  t.is(exitCode, 0)
  t.regex(stdout, /^\d+\.\d+\.\d+\n$/)
})

const mistakes: [string, string[], RegExp][] = [
  ['an unknown command', ['deploi'], /unknown command 'deploi'\n\(Did you mean deploy\?\)/],
  [
    'an unknown option',
    ['devnet', '--prot', '1'],
    /unknown option '--prot'\n\(Did you mean --port\?\)/,
  ],
  [
    'a port that is none',
    ['devnet', '--port', '70000'],
    /'70000' is invalid\. It must be a port from 0/,
  ],
  [
    'a registry that is no account',
    ['index', '--registry', 'A', '--blocks', 'http://x'],
    /'A' is invalid\. It must be a NEAR account id/,
  ],
  [
    'a block source that is no URL',
    ['index', '--registry', 'a.near', '--blocks', 'x'],
    /'x' is invalid\. It must be an http or https URL/,
  ],
  [
    'no registry',
    ['index', '--blocks', 'http://x'],
    /required option '--registry <account>' not specified/,
  ],
  [
    'a height in words',
    ['index', '--from', 'first', '--registry', 'a.near', '--blocks', 'http://x'],
    /'first' is invalid\. It must be a block height/,
  ],
  [
    'a chain without blocks of its own',
    ['index', '--registry', 'a.near', '--network', 'localnet'],
    /required option '--blocks <url\.\.\.>' not specified: the network localnet has none/,
  ],
  [
    'a kind of source that there is not',
    ['index', '--registry', 'a.near', '--source', 'kafka'],
    /'kafka' is invalid\. Allowed choices are neardata, rpc, lake/,
  ],
  ['no RPC', ['serve'], /required option '--rpc <url\.\.\.>' not specified/],
  [
    'a network that is none',
    ['deploy', '--network', 'tesnet', '--account', 'a.testnet'],
    /'tesnet' is invalid\. It must be mainnet, testnet, devnet or the URL of an RPC/,
  ],
  [
    'an account that is none',
    ['deploy', '--network', 'devnet', '--account', 'A'],
    /'A' is invalid\. It must be a NEAR account id/,
  ],
  [
    '--all-keys without --lock',
    ['deploy', '--network', 'devnet', '--account', 'a.test.near', '--all-keys'],
    /--all-keys goes with --lock/,
  ],
  ['one file to explain', ['explain', 'a.wasm'], /missing required argument 'b\.wasm'/],
  ['two entries', ['build', 'a.ts', 'b.ts'], /too many arguments for 'build'/],
]
for (const [name, args, message] of mistakes) {
  test(`${name} is a usage error: exit code 2, and what is wrong`, async (t) => {
    const { exitCode, stdout, stderr } = await cli(args)
    t.is(exitCode, 2)
    t.is(stdout, '')
    t.regex(stderr, message)
  })
}
