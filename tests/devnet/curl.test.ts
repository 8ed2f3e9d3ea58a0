import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import test from 'ava'
import { startDevnet } from '../../devnet/index.ts'

const run = promisify(execFile)
const isThere = await run('curl', ['--version']).then(
  () => true,
  () => false,
)

/** With curl; where there is none it says so, and in continuous integration it fails. */
const withCurl = isThere || process.env.CI === 'true' ? test : test.skip

withCurl('curl asks RPC and neardata as the documentation says', async (t) => {
  const devnet = await startDevnet({ blockIntervalMs: 0 })
  t.teardown(devnet.close)
  const curl = async (...args: string[]): Promise<string> =>
    (await run('curl', ['--silent', '--show-error', ...args])).stdout
  const body = '{"jsonrpc":"2.0","id":1,"method":"status","params":[]}'
  const type = ['-H', 'content-type: application/json']
  const answer = await curl(devnet.rpcUrl, ...type, '-d', body)
  t.like(JSON.parse(answer), { id: 1, result: { chain_id: 'localnet' } })
  t.like(JSON.parse(await curl(`${devnet.rpcUrl}/status`)), { chain_id: 'localnet' })
  const last = await curl('--location', `${devnet.neardataUrl}/v0/last_block/final`)
  t.like(JSON.parse(last), { block: { header: { height: 0 } } })
  // curl calls a body a form unless it is told otherwise.
  const form = await curl(devnet.rpcUrl, '-d', body, '-w', '%{http_code}')
  t.true(form.endsWith('415'))
})
