import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { parentPort, workerData } from 'node:worker_threads'
import { createSchema, createYoga } from 'graphql-yoga'
import { pino } from 'pino'
import { printSdl, startApi } from '../../api/index.ts'
import { createRpc } from '../../chain/index.ts'
import { account } from '../../tests/chain/answers.ts'

// One of the servers of the benchmark, in a thread of its own: the API, a bare yoga that knows one answer, or a NEAR node.

export type ServerData =
  | { file: string; rpcUrl: string }
  | { answer: unknown }
  | { codes: ReadonlyMap<string, string> }

parentPort?.postMessage(await start(workerData as ServerData))

function start(data: ServerData): Promise<string> {
  if ('file' in data) return startCountersign(data)
  return 'answer' in data ? startBare(data.answer) : startNode(data.codes)
}

async function startCountersign({ file, rpcUrl }: { file: string; rpcUrl: string }) {
  const logger = pino({ level: 'silent' })
  const rpc = createRpc({ urls: [rpcUrl], logger })
  const { url } = await startApi({ store: { database: file }, rpc, logger, port: 0 })
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
