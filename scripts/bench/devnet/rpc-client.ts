import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

export type RpcClient = {
  /** Sends one request and gives its result; throws what the node refuses it with. */
  ask: (method: string, params: unknown) => Promise<unknown>
  close: () => void
}

/** Makes a client of one connection that does as little as a client can, so that the node is what is measured. */
export function createRpcClient(url: string): RpcClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { 'content-type': 'application/json' }
  return {
    ask: async (method, params) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
      const answer = JSON.parse(await post(body)) as { result?: unknown; error?: unknown }
      if (answer.error !== undefined) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
      return answer.result
    },
    close: () => agent.destroy(),
  }

  function post(body: string): Promise<string> {
    return new Promise((answered, failed) => {
      const sent = request(url, { agent, method: 'POST', headers }, (response) => {
        text(response).then(answered, failed)
      })
      sent.once('error', failed)
      sent.end(body)
    })
  }
}
