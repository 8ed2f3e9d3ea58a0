// The demo: `npm start`. A chain, a registry, three builders that rebuild contracts, and four verdicts.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { endOnSignals } from '../../cli/end-on-signals.ts'
import { untilAborted } from '../../cli/io.ts'
import { VERSION } from '../../cli/version.ts'
import { printAddresses } from './addresses.ts'
import { attestAll, deployContracts } from './attestations.ts'
import { CONTRACTS, POLICY } from './cast.ts'
import { startNetwork } from './network.ts'
import { type DemoOptions, readOptions } from './options.ts'
import { publishPolicy } from './policy.ts'
import type { Workshop } from './rebuild.ts'
import { startServices, untilIndexed } from './services.ts'
import { readCheckout } from './source.ts'
import { createTerminal, paint } from './terminal.ts'
import { askVerdicts, printVerdicts } from './verdicts.ts'

const root = resolve(import.meta.dirname, '../..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  repository: { url: string }
}

const options = readOptions(process.argv.slice(2))
if ('usage' in options) {
  ;(options.exitCode === 0 ? process.stdout : process.stderr).write(options.usage)
  process.exitCode = options.exitCode
} else {
  const signal = endOnSignals()
  try {
    await run(options, signal)
  } catch (error) {
    if (!signal.aborted) {
      const { code, message } = error as Error & { code?: unknown }
      const hint =
        code === 'PORT_TAKEN' ? ' For free ones: npm start -- --rpc-port 0 --api-port 0' : ''
      process.stderr.write(`\ncountersign: ${message}${hint}\n`)
      process.exitCode = 1
    }
  }
  if (signal.aborted) process.stdout.write('\nEnded; everything is closed.\n')
}

async function run(
  { rpcPort, apiPort, folder, once }: DemoOptions,
  signal: AbortSignal,
): Promise<void> {
  const terminal = createTerminal(process.stdout)
  const home = resolve(root, folder)
  await using stack = new AsyncDisposableStack()

  terminal.line(paint('bold', `Countersign ${VERSION}`))
  const repository = manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, '')
  const checkout = await readCheckout(root, repository, [
    'protocol',
    ...CONTRACTS.map((c) => c.path),
  ])
  terminal.line(`Sources at commit ${checkout.commit.slice(0, 12)}.`)
  if (checkout.changed.length > 0) {
    terminal.line(
      paint(
        'yellow',
        `${checkout.changed.length} changed files of the contracts are not committed and not part of it.`,
      ),
    )
  }

  terminal.part('An embedded NEAR chain starts, and contracts are deployed')
  const network = await startNetwork(rpcPort, signal)
  stack.defer(() => network.devnet.close())
  terminal.line(`   RPC ${network.devnet.rpcUrl}`)
  const logger = pino({ level: 'error' }, process.stderr)
  const services = await startServices(network, home, apiPort, logger)
  stack.defer(() => services.close())
  const tool = `countersign/${VERSION}`
  const engineCache = join(root, '.countersign/cache')
  const workshop: Workshop = { checkout, home, engineCache, tool, terminal, signal }
  await deployContracts(network, workshop)

  terminal.part('Builders fetch the sources, rebuild, compare and attest')
  const attestations = await attestAll(network, workshop)
  await publishPolicy(network)

  terminal.part('The mirror catches up, and the API answers')
  // The policy is one more event.
  await untilIndexed(services, attestations + 1, signal)
  const { seq, head } = services.indexer.status()
  terminal.line(`   ${seq} events; hash chain head ${head}`)

  terminal.part('Verdicts, if two of three operators must agree')
  terminal.line(paint('dim', POLICY.trim().replace(/^/gm, '   | ')))
  printVerdicts(terminal, await askVerdicts(services.api.url, signal))
  terminal.line('')
  printAddresses(terminal, { apiUrl: services.api.url, rpcUrl: network.devnet.rpcUrl })
  if (once) return
  terminal.line('')
  terminal.line('Press Ctrl-C to end.')
  await Promise.race([untilAborted(signal), services.indexing])
}
