import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

// A JSON-RPC server over real HTTP, for what a node does not do on demand: refuse, stall, talk HTML, cut off.

export type Asked = {
  method: string
  params: Record<string, unknown>
  headers: IncomingHttpHeaders
}
export type Reply =
  | { result: unknown }
  | { error: unknown; status?: number }
  | { status: number; body: string | Buffer; headers?: Record<string, string>; cutAfter?: number }
  | 'silence'

export type RpcServer = { url: string; asked: Asked[]; close: () => Promise<void> }

/** Starts a server that answers each question with `reply`; the n-th of all is numbered from 0. */
export async function startRpcServer(
  reply: (asked: Asked, n: number) => Reply | Promise<Reply>,
): Promise<RpcServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { id, method, params } = JSON.parse(await text(request))
    asked.push({ method, params, headers: request.headers })
    const given = await reply({ method, params, headers: request.headers }, asked.length - 1)
    if (given === 'silence') return
    if ('body' in given) {
      response.writeHead(given.status, given.headers)
      if (given.cutAfter === undefined) response.end(given.body)
      else response.write(given.body.slice(0, given.cutAfter), () => response.destroy())
      return
    }
    const status = 'status' in given ? (given.status ?? 200) : 200
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ jsonrpc: '2.0', id, ...given, status: undefined }))
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An error as nearcore's handlers give it. */
export const handlerError = (
  name: string,
  info: unknown = {},
  data = `no such thing: ${name}`,
) => ({
  error: {
    name: 'HANDLER_ERROR',
    cause: { name, info },
    code: -32000,
    message: 'Server error',
    data,
  },
})
