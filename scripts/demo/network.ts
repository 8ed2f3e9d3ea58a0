import { createKeys, createRpc, createSender, type Rpc, type Sender } from '../../chain/index.ts'
import { type Devnet, startDevnet } from '../../devnet/index.ts'
import { builderAccount, CONTRACTS, OPERATORS } from './cast.ts'

// 10 NEAR for a builder; 20 for a contract, since 1 MB of code and state stakes 10.
const BUILDER_BALANCE = 10_000_000_000_000_000_000_000_000n
const CONTRACT_BALANCE = 20_000_000_000_000_000_000_000_000n

export type Network = {
  devnet: Devnet
  rpc: Rpc
  /** Sender of each account of the demo. */
  senders: ReadonlyMap<string, Sender>
}

/** Starts the embedded chain and makes the demo's accounts on it. */
export async function startNetwork(port: number, signal: AbortSignal): Promise<Network> {
  const devnet = await startDevnet({ port, signal })
  try {
    const rpc = createRpc({ urls: [devnet.rpcUrl], signal })
    const senders = await createAccounts(rpc, devnet)
    return { devnet, rpc, senders }
  } catch (error) {
    await devnet.close()
    throw error
  }
}

async function createAccounts(rpc: Rpc, devnet: Devnet): Promise<Map<string, Sender>> {
  const root = createSender({ rpc, ...devnet.rootAccount })
  const wanted = [
    ...CONTRACTS.map(({ accountId }) => [accountId, CONTRACT_BALANCE] as const),
    ...OPERATORS.map((name) => [builderAccount(name), BUILDER_BALANCE] as const),
  ]
  const senders = new Map<string, Sender>()
  for (const [accountId, balance] of wanted) {
    const { publicKey, secretKey } = createKeys()
    await root.createAccount({ accountId, publicKey, balance })
    senders.set(accountId, createSender({ rpc, accountId, secretKey }))
  }
  return senders
}

/** Returns an account's sender; every account of the cast has one. */
export function senderOf(network: Network, accountId: string): Sender {
  const sender = network.senders.get(accountId)
  if (sender === undefined) throw new Error(`${accountId} is not an account of the demo.`)
  return sender
}
