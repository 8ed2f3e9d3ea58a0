import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DevnetError } from './errors.ts'
import { sendJson, sendNothing } from './http/respond.ts'
import type { Faults } from './neardata/faults.ts'
import { serveNeardata } from './neardata/serve-neardata.ts'
import type { Node } from './node.ts'
import { health, networkInfo, status } from './rpc/methods/network.ts'
import { serveJsonRpc } from './rpc/serve-json-rpc.ts'

// An import would read all that the module exports, which loads a whole WebSocket client.
const { createServer } = process.getBuiltinModule('node:http')

export type ListeningServer = { url: string; port: number; close(): Promise<void> }

/** Serves a node's RPC and neardata. Throws `PORT_TAKEN` and `CANNOT_LISTEN`. */
export async function serve(
  node: Node,
  { host, port, faults = () => undefined }: { host: string; port: number; faults?: Faults },
): Promise<ListeningServer> {
  const handle = createHandler(node, faults)
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
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
      reject(cannotListen(host, port, cause))
    })
    server.listen(port, host, resolve)
  })
}

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): Error {
  if (cause.code === 'EADDRINUSE') {
    const text = `Port ${port} of ${host} is taken. Choose another, or 0 for any that is free.`
    return new DevnetError('PORT_TAKEN', text, { host, port }, { cause })
  }
  const text = `Devnet cannot listen on port ${port} of ${host}: ${cause.message}.`
  return new DevnetError('CANNOT_LISTEN', text, { host, port }, { cause })
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>
type Routes = Readonly<Record<string, Partial<Record<string, Handler>>>>

/** The paths that nearcore serves, by method; neardata has all other paths. Source: nearcore `create_jsonrpc_app`. */
function routesOf(node: Node): Routes {
  const statusPage: Handler = (_, response) => sendJson(response, 200, status(node))
  const healthPage: Handler = (_, response) => sendJson(response, 200, health())
  return {
    '/': { POST: (request, response) => serveJsonRpc(node, request, response) },
    '/status': { GET: statusPage, HEAD: statusPage },
    '/health': { GET: healthPage, HEAD: healthPage },
    '/network_info': { GET: (_, response) => sendJson(response, 200, networkInfo()) },
  }
}

function createHandler(
  node: Node,
  faults: Faults,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const routes = routesOf(node)
  return async (request, response) => {
    const { method = '', url = '/' } = request
    const path = url.split('?')[0] ?? '/'
    const neardata: Handler = (_, answer) => serveNeardata(node, faults, path, answer)
    const own = Object.hasOwn(routes, path) ? routes[path] : undefined
    const methods = own ?? { GET: neardata, HEAD: neardata }
    const handler = methods[method]
    if (handler) await handler(request, response)
    else if (method === 'OPTIONS') sendNothing(response, 204)
    else sendNothing(response, 405, { allow: Object.keys(methods).join(', ') })
  }
}
