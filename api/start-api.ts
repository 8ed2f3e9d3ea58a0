import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ApiOptions, createApi } from './create-api.ts'
import { ApiError } from './errors/errors.ts'

export type RunningApi = {
  /** Where GraphQL and GraphiQL are, for example `http://127.0.0.1:4000/graphql`. */
  url: string
  port: number
  /** Lets running answers finish, then frees the port and the database. */
  close: () => Promise<void>
}

// A query of 64 KB comes within a second from anywhere; slower ones only hold a socket.
const REQUEST_TIMEOUT_MS = 15_000
// What is still running then is cut off.
const CLOSE_TIMEOUT_MS = 5_000

/**
 * Serves the API over HTTP until `close` is called or the signal aborts; port 0 takes any free one.
 *
 * @throws ApiError `PORT_TAKEN` or `CANNOT_LISTEN`
 */
export async function startApi({
  port,
  host = '127.0.0.1',
  signal,
  ...options
}: ApiOptions & { port: number; host?: string; signal?: AbortSignal }): Promise<RunningApi> {
  const api = createApi(options)
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    void api.yoga(request, response)
  })
  try {
    await listen(server, port, host)
  } catch (error) {
    await api.close()
    throw error
  }
  const bound = (server.address() as AddressInfo).port
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}/graphql`
  options.logger.info({ url }, 'the API answers')

  let closing: Promise<void> | undefined
  const close = () => {
    // First, since they would keep their connections open.
    api.services.streams.end()
    closing ??= closeServer(server).then(api.close)
    return closing
  }
  if (signal?.aborted === true) await close()
  signal?.addEventListener('abort', () => void close(), { once: true })
  return { url, port: bound, close }
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen({ port, host })
  try {
    await once(server, 'listening')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') {
      throw new ApiError(
        'PORT_TAKEN',
        `Port ${port} on ${host} is taken by another program; stop that program, or give the API another port.`,
        { host, port },
        { cause },
      )
    }
    throw new ApiError(
      'CANNOT_LISTEN',
      `The API cannot listen on port ${port} of ${host} (${code}); give it another port or host.`,
      { host, port },
      { cause },
    )
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS)
  await closed
  clearTimeout(timer)
}
