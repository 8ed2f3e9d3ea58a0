import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import test, { type ExecutionContext } from 'ava'

// The real thing: `npm start` as a person runs it, on free ports and in a folder of its own that keeps its builds.

const root = resolve(import.meta.dirname, '../..')
const ARGS = [
  'scripts/demo/main.ts',
  '--rpc-port',
  '0',
  '--api-port',
  '0',
  '--folder',
  '.countersign/demo-test',
]

type Demo = {
  output(): string
  /** Waits until the output matches. */
  says(pattern: RegExp): Promise<void>
  interrupt(): Promise<number | null>
  process: ChildProcess
}

function startDemo(t: ExecutionContext, ...more: string[]): Demo {
  const child = spawn(process.execPath, [...ARGS, ...more], { cwd: root, stdio: 'pipe' })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  t.teardown(() => void child.kill('SIGKILL'))
  return {
    process: child,
    output: () => output,
    async says(pattern) {
      let running = true
      void exited.then(() => {
        running = false
      })
      while (!pattern.test(output)) {
        const over = !running || output.includes('Press Ctrl-C')
        if (over) throw new Error(`It came to its end and never said ${pattern}:\n${output}`)
        await new Promise((done) => setTimeout(done, 25))
      }
    },
    interrupt() {
      child.kill('SIGINT')
      return exited
    },
  }
}

const urlIn = (output: string) => /GraphiQL +(\S+)/.exec(output)?.[1] ?? ''

test.serial(
  'the demo reaches the table, and the registry is VERIFIED by three operators',
  async (t) => {
    t.timeout(600_000, 'a first start compiles everything')
    const demo = startDemo(t)
    await demo.says(/Press Ctrl-C/)
    const output = demo.output()
    const row = (account: string, ...cells: string[]) =>
      new RegExp(`^ +${account.replaceAll('.', '\\.')} +\\S{8}… +${cells.join(' +')}$`, 'm')
    t.regex(output, row('registry.test.near', 'VERIFIED', 'acme, borealis, cypress', '-'))
    t.regex(output, row('greeter.test.near', 'PARTIAL', 'acme', '-'))
    t.regex(output, row('counter.test.near', 'DISPUTED', 'acme, borealis', 'cypress'))
    t.regex(output, row('guestbook.test.near', 'UNATTESTED', '-', '-'))

    const policy = ['acme', 'borealis', 'cypress'].map(
      (name) => `operator ${name} ${name}.test.near`,
    )
    const text = [...policy, 'group all all acme borealis cypress', 'quorum all'].join('\n')
    const query = `query ($text: String!) { contract(accountId: "registry.test.near") { codeSource verdict(policy: { text: $text }) { status supporting { operator builder } } } status { seq lag } }`
    const response = await fetch(urlIn(output), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { text } }),
    })
    const { data, errors } = (await response.json()) as {
      data: {
        contract: {
          codeSource: string
          verdict: { status: string; supporting: { operator: string; builder: string }[] }
        }
        status: { seq: number }
      }
      errors?: unknown
    }
    t.is(errors, undefined)
    t.is(data.contract.codeSource, 'LOCAL')
    t.is(data.contract.verdict.status, 'VERIFIED')
    // In the order in which they attested, which is a race between builders.
    const supporting = data.contract.verdict.supporting.toSorted((a, b) =>
      a.operator < b.operator ? -1 : 1,
    )
    t.deepEqual(supporting, [
      { operator: 'acme', builder: 'acme.test.near' },
      { operator: 'borealis', builder: 'borealis.test.near' },
      { operator: 'cypress', builder: 'cypress.test.near' },
    ])
    t.is(data.status.seq, 8)

    const page = await fetch(urlIn(output), { headers: { accept: 'text/html' } })
    t.regex(await page.text(), /registry\.test\.near/, 'with a query of the demo to begin with')

    const address = /(http\S+\/contracts\/\S+)/.exec(output)?.[1] ?? ''
    const contract = await (await fetch(address)).text()
    t.regex(contract, /Verdict: <\/span>Disputed/, 'with a page of the demo to begin with')
    t.regex(contract, />in force</, 'with what ran there since when')

    t.is(await demo.interrupt(), 0)
    await t.throwsAsync(fetch(urlIn(output)), undefined, 'nothing listens any more')
  },
)

test.serial('a second start uses what the first has made', async (t) => {
  t.timeout(600_000)
  const demo = startDemo(t, '--once')
  await demo.says(/GraphiQL/)
  t.regex(demo.output(), /attestation \d+ {2}built on an earlier start/)
  t.notRegex(demo.output(), /attestation \d+ {2}built$/m)
})

for (const phase of [
  /^1\. /m,
  /RPC /,
  /registry\.test\.near +\w{43,44} /,
  /^2\. /m,
  /attestation 1/,
  /^3\. |^4\. /m,
]) {
  test.serial(`Ctrl-C after ${phase} ends everything, and the next start works`, async (t) => {
    t.timeout(600_000)
    const demo = startDemo(t)
    await demo.says(phase)
    t.is(await demo.interrupt(), 0)
    t.regex(demo.output(), /Ended; everything is closed\.\n$/)
  })
}

test.serial('after all that the demo still reaches its table', async (t) => {
  t.timeout(600_000)
  const demo = startDemo(t, '--once')
  await demo.says(/GraphiQL/)
  t.regex(demo.output(), /VERIFIED/)
})

test.serial('a port that is taken is one clear sentence and exit code 1', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => void server.close())
  const address = server.address()
  const port = String(typeof address === 'object' ? address?.port : '')
  for (const option of ['--rpc-port', '--api-port']) {
    const demo = startDemo(t, option, port)
    const [code] = (await once(demo.process, 'exit')) as [number]
    t.is(code, 1)
    t.regex(demo.output(), new RegExp(`countersign: .*${port}.*taken.*\n$`))
  }
})

test.serial('a wrong option is a usage error', async (t) => {
  const demo = startDemo(t, '--api-port', 'many')
  const [code] = (await once(demo.process, 'exit')) as [number]
  t.is(code, 2)
  t.regex(demo.output(), /--api-port must be a port .*"many"[\s\S]*Usage: npm start/)
})
