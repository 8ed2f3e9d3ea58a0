import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { createSchema, createYoga } from 'graphql-yoga'
import { pino } from 'pino'
import { printSdl, startApi } from '../../../api/index.ts'
import { createRpc } from '../../../chain/index.ts'
import { account } from '../../../tests/chain/answers.ts'

// One of the servers of the benchmarks, in a process of its own: the API, a bare yoga that knows one answer, or a NEAR node.
// The first message says which; it answers with its URL, and later ones with the memory that it takes.

export type ServerData =
  /** SQLite file or URL of a PostgreSQL database. */
  | { database: string; rpcUrl: string }
  | { answer: unknown }
  /** Account and code hash. */
  | { codes: readonly (readonly [string, string])[] }

export type ServerAnswer = { url: string } | { rss: number }

process.once('message', (data: ServerData) => {
  void start(data).then((url) => {
    say({ url })
    process.on('message', () => {
      globalThis.gc?.()
      say({ rss: process.memoryUsage.rss() })
    })
  })
})
process.once('disconnect', () => process.exit())

const say = (answer: ServerAnswer) => process.send?.(answer)

function start(data: ServerData): Promise<string> {
  if ('database' in data) return startCountersign(data)
  return 'answer' in data ? startBare(data.answer) : startNode(new Map(data.codes))
}

async function startCountersign({ database, rpcUrl }: { database: string; rpcUrl: string }) {
  const logger = pino({ level: 'silent' })
  const rpc = createRpc({ urls: [rpcUrl], logger })
  const { url } = await startApi({ store: { database }, rpc, logger, port: 0 })
  return url
}

function startBare(answer: unknown): Promise<string> {
  const schema = createSchema({
    typeDefs: printSdl(),
    resolvers: { Query: { contract: () => answer } },
  })
  // Without yoga's own limit on bodies, which copies each: the API does not use it either.
  const yoga = createYoga({ schema, logging: false, maxRequestBodySize: false })
  return listen(
    createServer((request, response) => void yoga(request, response)),
    '/graphql',
  )
}

/** Starts a node that knows which code runs where. */
function startNode(codes: ReadonlyMap<string, string>): Promise<string> {
  const server = createServer((request, response) => {
    void json(request).then((asked) => {
      const { id, params } = asked as { id: string; params: { account_id: string } }
      const code_hash = codes.get(params.account_id)
      const result = account(code_hash === undefined ? {} : { code_hash })
      const body = JSON.stringify({ jsonrpc: '2.0', id, result })
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    })
  })
  return listen(server, '/')
}

async function listen(server: Server, path: string): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
}
