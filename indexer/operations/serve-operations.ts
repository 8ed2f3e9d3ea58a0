import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import { IndexerError } from '../errors.ts'
import type { IndexerStatus } from '../status.ts'

export type OperationsOptions = {
  /** 0 takes any free one. */
  port: number
  host: string
  indexer: { status(): IndexerStatus }
  metrics: Registry
  /** What `/status` says beside the indexer's status. */
  about: { version: string; network: string; registry: string }
}

export type Operations = { url: string; port: number; close: () => Promise<void> }

// Servers of final blocks are some seconds apart; 20 blocks are about 12 seconds.
const READY_LAG = 20

/**
 * Serves `/health`, `/ready`, `/status` and `/metrics` of an indexer over HTTP until `close` is called.
 *
 * @throws IndexerError `CANNOT_LISTEN`
 */
export async function serveOperations(options: OperationsOptions): Promise<Operations> {
  const { host, port } = options
  const answers = answersOf(options)
  const server = createServer((request, response) => {
    const answer = answers[new URL(request.url ?? '/', 'http://host').pathname]
    if (answer === undefined) return json(response, 404, { error: 'There is nothing here.' })
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return json(response, 405, { error: 'Only GET and HEAD are answered.' })
    }
    answer(response).catch((error: Error) => json(response, 500, { error: error.message }))
  })
  await listen(server, port, host)
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

type Answer = (response: ServerResponse) => Promise<void>

function answersOf({ indexer, metrics, about }: OperationsOptions): Record<string, Answer> {
  return {
    '/health': async (response) => json(response, 200, { alive: true }),
    '/ready': async (response) => {
      const { state, lag } = indexer.status()
      const ready = state !== 'stopped' && lag !== null && lag <= READY_LAG
      json(response, ready ? 200 : 503, { ready, state, lag })
    },
    '/status': async (response) => json(response, 200, { ...about, ...indexer.status() }),
    '/metrics': async (response) => {
      const text = await metrics.metrics()
      response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
    },
  }
}

function json(response: ServerResponse, status: number, value: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(`${JSON.stringify(value)}\n`)
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen({ port, host })
  try {
    await once(server, 'listening')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const reason = code === 'EADDRINUSE' ? 'another program has taken it' : String(code)
    throw new IndexerError(
      'CANNOT_LISTEN',
      `The indexer cannot listen on port ${port} of ${host} (${reason}); give it another port or host.`,
      { host, port },
      { cause },
    )
  }
}
