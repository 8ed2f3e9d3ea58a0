import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command, Option } from '@commander-js/extra-typings'
import type { Devnet, Fault } from '../../devnet/index.ts'
import { readPort } from '../arguments.ts'
import { FAULT_NAMES, readFault, wholeNumber } from '../devnet/arguments.ts'
import type { FundedAccount } from '../devnet/funded-account.ts'
import { numberedAccounts } from '../devnet/funded-account.ts'
import { type Io, untilAborted, writeResult } from '../io.ts'

/** Accounts that a new network has where nothing is said of them. */
const ACCOUNTS = 3

/** `countersign devnet`: runs the embedded chain. */
export function devnetCommand(io: Io) {
  return new Command('devnet')
    .description('run an embedded NEAR chain for development')
    .option('--port <port>', 'port of RPC and block source', readPort, 3030)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--home <directory>', 'keep the network there, and go on with the one that is')
    .option('--accounts <n>', 'accounts with 10,000 NEAR and known keys (3)', wholeNumber(0, 1_000))
    .addOption(
      new Option('--genesis <file>', 'accounts to begin with, as JSON').conflicts('accounts'),
    )
    .option('--chain-id <name>', 'name of the chain (localnet)')
    .option('--protocol-version <n>', 'rules and prices (those of mainnet)', wholeNumber(0, 999))
    .option('--seed <text>', 'make blocks follow from the transactions alone, without a clock')
    .option(
      '--block-interval <ms>',
      'time between blocks while nothing happens; 0 makes none (1000)',
      wholeNumber(0, 3_600_000),
    )
    .option('--skip-every <n>', 'skip every height that n divides', wholeNumber(2, 1_000_000))
    .option(
      '--fault <kind=rate>',
      `let requests for blocks fail: ${FAULT_NAMES.join(', ')}; every nth as 1/n, or with a probability`,
      readFault,
    )
    .option('--fault-seed <text>', 'which requests a probability hits')
    .option('--json', 'print where it is and its keys as a line of JSON', false)
    .addHelpText(
      'after',
      `
Example:
  $ countersign devnet --port 3030
  $ countersign devnet --home .devnet --accounts 10
  $ countersign devnet --skip-every 7 --fault rate_limit=1/20 --fault null=0.01 --fault-seed a`,
    )
    .action(async (options) => {
      const accounts = await accountsOf(io, options)
      const { startDevnet } = await import('../../devnet/index.ts')
      if (io.signal.aborted) return
      const { port, host, chainId, protocolVersion, seed, blockInterval, skipEvery } = options
      const devnet = await startDevnet({
        port,
        host,
        ...given({ chainId, protocolVersion, seed, skipEvery }),
        ...given({ blockIntervalMs: blockInterval, genesisAccounts: accounts?.map(genesisOf) }),
        ...given({ home: options.home && resolve(io.cwd, options.home) }),
        faults: faultsOf(options.fault, options.faultSeed),
      })
      try {
        writeResult(
          io,
          options.json,
          resultOf(devnet, accounts ?? []),
          textOf(devnet, accounts ?? []),
        )
        await untilAborted(io.signal)
      } finally {
        await devnet.close()
      }
    })
}

/** The accounts that a network begins with; undefined: those of the home that is there already. */
async function accountsOf(
  io: Io,
  { home, accounts, genesis }: { home?: string; accounts?: number; genesis?: string },
): Promise<FundedAccount[] | undefined> {
  if (genesis !== undefined) {
    const { readGenesisFile } = await import('../devnet/genesis-file.ts')
    return await readGenesisFile(resolve(io.cwd, genesis))
  }
  if (accounts !== undefined) return await numberedAccounts(accounts)
  const { DATABASE_FILE } = await import('../../devnet/index.ts')
  const isThere = home !== undefined && existsSync(join(resolve(io.cwd, home), DATABASE_FILE))
  return isThere ? undefined : await numberedAccounts(ACCOUNTS)
}

function genesisOf({ accountId, amount, publicKey }: FundedAccount) {
  return { accountId, amount, publicKey }
}

function faultsOf(faults: readonly Fault[] = [], seed: string | undefined): Fault[] {
  return faults.map((fault) => ('every' in fault ? fault : { ...fault, ...given({ seed }) }))
}

/** Leaves out what is not given: an option that is there but undefined is another thing. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

function resultOf(
  { rpcUrl, neardataUrl, chainId, rootAccount }: Devnet,
  accounts: FundedAccount[],
) {
  return {
    rpcUrl,
    neardataUrl,
    chainId,
    rootAccount,
    accounts: accounts.map(({ accountId, amount, publicKey, secretKey }) => ({
      accountId,
      amount: amount.toString(),
      publicKey: publicKey.text,
      secretKey: secretKey ?? null,
    })),
  }
}

function textOf({ rpcUrl, neardataUrl, chainId, rootAccount }: Devnet, accounts: FundedAccount[]) {
  const keys = accounts.map(
    ({ accountId, secretKey }) => `${accountId}  ${secretKey ?? '(its key is yours)'}`,
  )
  return [
    `RPC           ${rpcUrl}`,
    `blocks        ${neardataUrl}`,
    `chain id      ${chainId}`,
    `root account  ${rootAccount.accountId}`,
    `its key       ${rootAccount.secretKey}`,
    ...(keys.length > 0 ? ['accounts', ...keys.map((line) => `  ${line}`)] : []),
    'These keys are known to everybody: this network is for development alone. Ctrl-C ends it.',
  ].join('\n')
}
