import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DevnetError } from './errors.ts'
import type { NeardataAnswer } from './neardata/routes.ts'
import { answerNeardata } from './neardata/routes.ts'
import type { Node } from './node.ts'
import type { Json } from './primitives/json.ts'
import { stringifyJson } from './primitives/json.ts'
import { answerJsonRpc, httpStatus } from './rpc/json-rpc.ts'
import { status } from './rpc/methods/network.ts'
import { readBody } from './rpc/read-body.ts'

/** Bytes of a request's body. Source: nearcore `RpcLimitsConfig`, 10 MiB. */
const MAX_BODY_BYTES = 10 * 1024 * 1024

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type',
} as const

export type ListeningServer = { url: string; port: number; close(): Promise<void> }

/** Serves a node's RPC and neardata. Throws `PORT_TAKEN`. */
export async function serve(
  node: Node,
  { host, port }: { host: string; port: number },
): Promise<ListeningServer> {
  const server = createServer((request, response) => {
    handle(node, request, response).catch(() => response.destroy())
  })
  await listen(server, host, port)
  const address = server.address() as AddressInfo
  return {
    url: `http://${reachable(host)}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Where a client on this machine finds a server that listens on an address. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cause.code === 'EADDRINUSE' ? portTaken(host, port, cause) : cause)
    })
    server.listen(port, host, resolve)
  })
}

function portTaken(host: string, port: number, cause: Error): DevnetError<'PORT_TAKEN'> {
  const text = `Port ${port} of ${host} is taken. Choose another, or 0 for any that is free.`
  return new DevnetError('PORT_TAKEN', text, { host, port }, { cause })
}

async function handle(
  node: Node,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '/' } = request
  const path = url.split('?')[0] ?? '/'
  if (method === 'OPTIONS') end(response, 204)
  else if (method === 'POST' && path === '/') await post(node, request, response)
  else if (method !== 'GET' && method !== 'HEAD') end(response, 405)
  else if (path === '/status') sendJson(response, 200, status(node))
  else if (path === '/health') sendJson(response, 200, {})
  else await get(node, path, response)
}

async function get(node: Node, path: string, response: ServerResponse): Promise<void> {
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  sendNeardata(response, await answerNeardata(node, path, closed.signal))
}

async function post(node: Node, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, MAX_BODY_BYTES)
  if (body === undefined) {
    response.setHeader('connection', 'close')
    end(response, 413)
    return
  }
  const answer = await answerJsonRpc(node, body)
  sendJson(response, httpStatus(answer), answer)
}

function sendNeardata(response: ServerResponse, answer: NeardataAnswer): void {
  if (answer.kind === 'redirect') {
    response.setHeader('location', answer.to)
    end(response, 302)
    return
  }
  sendJson(response, answer.kind === 'found' ? 200 : 404, answer.body)
}

function sendJson(response: ServerResponse, code: number, body: Json): void {
  const text = stringifyJson(body)
  response.writeHead(code, { ...CORS, 'content-type': 'application/json' })
  response.end(text)
}

function end(response: ServerResponse, code: number): void {
  response.writeHead(code, CORS)
  response.end()
}
