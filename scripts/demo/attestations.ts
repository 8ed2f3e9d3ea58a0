import { attest, platformName, prepayStorage } from '../../builder/index.ts'
import { resolveCode } from '../../chain/index.ts'
import {
  builderAccount,
  CONTRACTS,
  type DemoContract,
  OPERATORS,
  type OperatorName,
  REGISTRY_ACCOUNT,
} from './cast.ts'
import { runLimited } from './concurrency.ts'
import { type Network, senderOf } from './network.ts'
import { rebuild, type Workshop } from './rebuild.ts'
import { paint } from './terminal.ts'

// Two builds at a time: each takes a core and about a gigabyte.
const BUILDS_AT_ONCE = 2
// 0.1 NEAR: room for some 25 attestations.
const PREPAID_STORAGE = 100_000_000_000_000_000_000_000n

type Job = { contract: DemoContract; operator: OperatorName; dissents: boolean }

/** Deploys every contract of the demo, built from this repository. */
export async function deployContracts(network: Network, workshop: Workshop): Promise<void> {
  const { terminal } = workshop
  // The first build compiles the engine, which the others share.
  const [first, ...others] = CONTRACTS.map((contract) => async () => {
    const { wasm, codeHash } = await rebuild(workshop, 'deployer', contract)
    await senderOf(network, contract.accountId).deploy({ code: wasm })
    const size = `${Math.round(wasm.length / 1000)} kB`
    terminal.line(`   ${contract.accountId.padEnd(22)} ${codeHash}  ${paint('dim', size)}`)
  })
  await first?.()
  await runLimited(BUILDS_AT_ONCE, others)
}

/** Lets each builder rebuild its contracts, compare with what is deployed, and attest; returns how many attestations there are. */
export async function attestAll(network: Network, workshop: Workshop): Promise<number> {
  await Promise.all(
    OPERATORS.map((name) =>
      prepayStorage({
        sender: senderOf(network, builderAccount(name)),
        registry: REGISTRY_ACCOUNT,
        yocto: PREPAID_STORAGE,
      }),
    ),
  )
  const jobs: Job[] = CONTRACTS.flatMap((contract) => [
    ...contract.supporters.map((operator) => ({ contract, operator, dissents: false })),
    ...(contract.dissenter === undefined
      ? []
      : [{ contract, operator: contract.dissenter.operator, dissents: true }]),
  ])
  await runLimited(
    BUILDS_AT_ONCE,
    jobs.map((job) => () => rebuildAndAttest(network, workshop, job)),
  )
  return jobs.length
}

async function rebuildAndAttest(network: Network, workshop: Workshop, job: Job): Promise<void> {
  const { contract, operator, dissents } = job
  const change = dissents ? contract.dissenter : undefined
  const built = await rebuild(workshop, operator, contract, change)
  const deployed = await resolveCode(network.rpc, contract.accountId)
  const { seq } = await attest({
    sender: senderOf(network, builderAccount(operator)),
    registry: REGISTRY_ACCOUNT,
    recipe: built.recipe,
    statement: {
      outcome: 'built',
      code_hash: built.codeHash,
      platform: platformName(),
      network: 'fetch_then_none',
      tool: workshop.tool,
      log_digest: null,
      provenance: 'submitter',
    },
  })
  const same = built.codeHash === deployed.codeHash
  const result = same ? paint('green', 'same bytes') : paint('red', 'other bytes')
  const how = built.kept ? 'built on an earlier start' : 'built'
  const note = dissents ? ' (after changing the source)' : ''
  workshop.terminal.line(
    `   ${operator.padEnd(9)} ${contract.accountId.padEnd(20)} ${built.codeHash.slice(0, 8)}…  ${result}  attestation ${seq}  ${paint('dim', how + note)}`,
  )
}
