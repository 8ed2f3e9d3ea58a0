import { actions } from 'near-api-js'
import { type Account, createNetwork, type Network } from '../../tests/devnet/support/network.ts'
import { assemble } from './assemble.ts'
import type { Case } from './cases.ts'

/** Gas of a call on devnet, exactly. */
export type Measured = {
  convert: bigint
  execute: bigint
  refund: bigint
  /** By the cost names of the profile. */
  costs: Readonly<Record<string, bigint>>
  /** What the call returned. */
  returned: string
}

const PROTOCOL_VERSION = 57
const GAS = 30_000_000_000_000n
const BALANCE = 1_000n * 10n ** 24n

type Outcome = {
  outcome: {
    gas_burnt: bigint
    metadata: { gas_profile: { cost: string; gas_used: string }[] | null }
  }
}

/** Runs the cases on a devnet of their own, the published ones' protocol version, and gives what the last call of each has cost. */
export async function measure(cases: readonly Case[]): Promise<Measured[]> {
  const network = createNetwork({ protocolVersion: PROTOCOL_VERSION })
  const bob = await network.create('bob', BALANCE)
  const deployed = new Set<string>()
  const measured: Measured[] = []
  for (const one of cases) {
    if (!deployed.has(one.contract)) {
      const account = await network.create(one.contract, BALANCE)
      await network.deploy(account, assemble(one.contract, one.size))
      deployed.add(one.contract)
    }
    measured.push(await run(network, bob, one))
  }
  network.node.close()
  return measured
}

async function run(network: Network, bob: Account, one: Case): Promise<Measured> {
  let last: Measured | undefined
  for (const args of one.calls) {
    const call = actions.functionCall(one.method, Buffer.from(args), GAS, 0n)
    const ran = await network.run(bob, `${one.contract}.test.near`, [call])
    if (ran.status.SuccessValue === undefined) {
      throw new Error(`${one.title} failed: ${JSON.stringify(ran.status)}`)
    }
    const [execution, refund] = ran.receipts_outcome as unknown as Outcome[]
    const profile = execution?.outcome.metadata.gas_profile ?? []
    last = {
      convert: BigInt(ran.transaction_outcome.outcome.gas_burnt),
      execute: BigInt(execution?.outcome.gas_burnt ?? 0),
      refund: BigInt(refund?.outcome.gas_burnt ?? 0),
      costs: Object.fromEntries(profile.map(({ cost, gas_used }) => [cost, BigInt(gas_used)])),
      returned: Buffer.from(ran.status.SuccessValue, 'base64').toString(),
    }
  }
  if (!last) throw new Error(`${one.title} makes no call`)
  return last
}
