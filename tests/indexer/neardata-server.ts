import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ExecutionContext } from 'ava'
import type { Block } from '../../indexer/index.ts'
import { neardataJson } from './neardata-json.ts'

/** Answers one request in place of the block. */
export type Fault = (response: ServerResponse, body: string) => void

export type NeardataServer = {
  url: string
  /** Paths asked for, with their queries, in order. */
  requests: string[]
  /** Makes the blocks up to a height final. */
  setFinal(height: number): void
  /** Gives the next requests for a path these answers. */
  fail(path: string, ...faults: Fault[]): void
}

/** Redirects to itself. */
export const ENDLESS = '/v0/endless'

// Shorter than the real one's, which waits one second a block.
const WAIT_MS = 40

/**
 * Serves blocks as a neardata server does: `null` for skipped heights, and near the end it waits for the block.
 *
 * What is not there yet is a 404 on the real server; `notYet: 'null'` is one that cannot tell.
 */
export async function startNeardata(
  t: ExecutionContext,
  blocks: readonly Block[],
  { final = blocks.at(-1)?.height ?? 0, notYet = '404' as '404' | 'null' } = {},
): Promise<NeardataServer> {
  const bodies = new Map(blocks.map((block) => [block.height, JSON.stringify(neardataJson(block))]))
  const faults = new Map<string, Fault[]>()
  const requests: string[] = []
  let finalHeight = final

  const answer = (path: string, response: ServerResponse) => {
    if (path === '/v0/last_block/final') return redirect(response, finalHeight)
    if (path === ENDLESS) return void response.writeHead(302, { location: ENDLESS }).end()
    if (path === '/v0/first_block') return redirect(response, blocks[0]?.height ?? 0)
    const height = Number(/^\/v0\/block\/(\d+)$/.exec(path)?.[1])
    const fault = faults.get(path)?.shift()
    const send = () => {
      const body = height <= finalHeight ? (bodies.get(height) ?? 'null') : undefined
      if (body === undefined && notYet === '404') {
        const type = 'BLOCK_DOES_NOT_EXIST'
        return json(response, 404, JSON.stringify({ error: 'too far in the future', type }))
      }
      if (fault) return fault(response, body ?? 'null')
      return json(response, 200, body ?? 'null')
    }
    if (height > finalHeight) setTimeout(send, WAIT_MS)
    else send()
  }

  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    answer(new URL(request.url ?? '', 'http://host').pathname, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    setFinal(height) {
      finalHeight = height
    },
    fail(path, ...more) {
      faults.set(path, [...(faults.get(path) ?? []), ...more])
    },
  }
}

function redirect(response: ServerResponse, height: number): void {
  response.writeHead(302, { location: `/v0/block/${height}` }).end()
}

export function json(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body)
}

/** What passes: the same request may succeed the next time. */
export const PASSING_FAULTS: Record<string, { fault: Fault; code: string }> = {
  'a rate limit': {
    code: 'SOURCE_RATE_LIMITED',
    fault: (response) => void response.writeHead(429, { 'retry-after': '2' }).end('slow down'),
  },
  'a failing server': {
    code: 'SOURCE_FAILED',
    fault: (response) => void response.writeHead(503).end('{"error":"no"}'),
  },
  'an error page instead of JSON': {
    code: 'SOURCE_NOT_JSON',
    fault: (response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>'),
  },
  'JSON cut off by a server that calls it whole': {
    code: 'SOURCE_NOT_JSON',
    fault: (response, body) => json(response, 200, body.slice(0, body.length * 0.6)),
  },
  'a body shorter than announced': {
    code: 'SOURCE_UNREACHABLE',
    fault(response, body) {
      response.writeHead(200, { 'content-length': body.length + 1_000 }).write(body)
      setTimeout(() => response.destroy(), 5)
    },
  },
  'a connection closed before the answer': {
    code: 'SOURCE_UNREACHABLE',
    fault: (response) => void response.destroy(),
  },
  'an empty answer': {
    code: 'SOURCE_NOT_JSON',
    fault: (response) => json(response, 200, ''),
  },
}
