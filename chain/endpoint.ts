import { ChainError } from './errors.ts'

/** An RPC endpoint: where to send, with which header, and how to call it in messages. */
export type Endpoint = {
  url: string
  headers: Readonly<Record<string, string>>
  /** Scheme, host and port only: user, password, path and query often hold a key. */
  name: string
}

/** Takes a URL apart so that credentials travel in a header and stay out of messages. */
export function readEndpoint(given: string, position: number): Endpoint {
  const url = parse(given)
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ChainError(
      'INVALID_URL',
      `RPC URL number ${position + 1} is not a http or https URL; give one such as https://rpc.example.org.`,
    )
  }
  const headers: Record<string, string> = {}
  if (url.username !== '' || url.password !== '') {
    // fetch refuses URLs with credentials.
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`
    url.username = ''
    url.password = ''
  }
  return { url: url.href, headers, name: url.origin }
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
