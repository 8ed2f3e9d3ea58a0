import type { Fault } from './neardata/faults.ts'
import { createFaults } from './neardata/faults.ts'
import type { Node, NodeOptions } from './node.ts'
import { createNode } from './node.ts'
import { serve } from './server.ts'

export type DevnetOptions = NodeOptions & {
  /** 0: any that is free. */
  port?: number
  host?: string
  /** What goes wrong with neardata, for tests of who reads from it. */
  faults?: readonly Fault[]
  /** Closes the devnet when it is aborted. */
  signal?: AbortSignal
}

export type Devnet = {
  rpcUrl: string
  /** FastNEAR's neardata: `/v0/block/:height` and so on. */
  neardataUrl: string
  port: number
  chainId: string
  /** The account that everything else is created from. Its key is known to everybody. */
  rootAccount: { accountId: string; secretKey: string; publicKey: string }
  /** The node itself, for what needs no server. */
  node: Node
  close: () => Promise<void>
}

/** Starts a NEAR node with RPC and neardata on one port of this machine. Throws `PORT_TAKEN`. */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const { port = 0, host = '127.0.0.1', faults = [], signal, ...nodeOptions } = options
  signal?.throwIfAborted()
  const node = createNode(nodeOptions)
  const server = await serve(node, { host, port, faults: createFaults(faults) }).catch(
    (error: unknown) => {
      node.close()
      throw error
    },
  )
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= stop()
    return closing
  }
  const stop = async (): Promise<void> => {
    signal?.removeEventListener('abort', onAbort)
    await server.close()
    node.close()
  }
  const onAbort = (): void => void close()
  signal?.addEventListener('abort', onAbort, { once: true })
  const { accountId, secretKey, publicKey } = node.rootKey
  return {
    rpcUrl: server.url,
    neardataUrl: server.url,
    port: server.port,
    chainId: node.chainId,
    rootAccount: { accountId, secretKey, publicKey: publicKey.text },
    node,
    close,
  }
}
