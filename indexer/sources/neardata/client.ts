import { IndexerError } from '../../errors.ts'
import type { RateLimit } from '../requests/rate-limit.ts'

/** A neardata server. */
export type NeardataClient = {
  /** Its URL without the query, which often holds a key. */
  name: string
  /**
   * Gets the parsed JSON at a path, or undefined for a block that is not there yet.
   *
   * @throws IndexerError that says whether trying again can help.
   */
  get(path: string, signal: AbortSignal): Promise<unknown>
}

// Enough of an error page to recognise it.
const SHOWN_CHARACTERS = 60

export type NeardataClientOptions = {
  url: string
  fetch: typeof globalThis.fetch
  limit: RateLimit
  /** Milliseconds that the server has for one answer. */
  timeoutMs: number
  /** The longest answer that is read. */
  maxBodyBytes: number
}

export function createNeardataClient(options: NeardataClientOptions): NeardataClient {
  const base = new URL(options.url)
  const folder = base.pathname.replace(/\/$/, '')

  return {
    name: base.origin + folder,
    async get(path, signal) {
      const target = new URL(base)
      target.pathname = folder + path
      const shown = target.origin + target.pathname
      await options.limit(signal)
      const { response, text } = await request(options, target, shown, signal)
      if (isNotThereYet(response, text)) return undefined
      checkStatus(response, shown)
      return parse(text, shown)
    },
  }
}

function parse(text: string, shown: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const begins = text.slice(0, SHOWN_CHARACTERS)
    throw new IndexerError(
      'SOURCE_NOT_JSON',
      `${shown} answered ${text.length} characters that are no whole JSON, beginning with ${JSON.stringify(begins)}.`,
      { url: shown, begins },
      { cause },
    )
  }
}

async function request(
  { fetch, timeoutMs, maxBodyBytes }: NeardataClientOptions,
  target: URL,
  shown: string,
  signal: AbortSignal,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(target, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: { accept: 'application/json' },
    })
    return { response, text: await readBody(response, maxBodyBytes) }
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new IndexerError(
      'SOURCE_UNREACHABLE',
      `${shown} cannot be reached (${reasonOf(cause)}).`,
      { url: shown },
      { cause },
    )
  }
}

async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Tells whether a server says that it does not have the block yet; below the first block it names another type. */
function isNotThereYet(response: Response, text: string): boolean {
  return response.status === 404 && text.includes('"BLOCK_DOES_NOT_EXIST"')
}

function checkStatus(response: Response, url: string): void {
  const { status } = response
  if (response.ok) return
  const retryAfterMs = retryAfter(response)
  if (status === 429) {
    throw new IndexerError('SOURCE_RATE_LIMITED', `${url} asks for fewer requests (HTTP 429).`, {
      url,
      retryAfterMs,
    })
  }
  if (status >= 500 || status === 408 || status === 425) {
    throw new IndexerError('SOURCE_FAILED', `${url} answered HTTP ${status}.`, {
      url,
      status,
      retryAfterMs,
    })
  }
  throw new IndexerError(
    'SOURCE_REFUSED',
    `${url} answered HTTP ${status}. Check that the URL is one of a neardata server, and its key if it needs one.`,
    { url, status },
  )
}

/** Reads a Retry-After, in seconds or as a date (RFC 9110, 10.2.3), as milliseconds from now. */
function retryAfter(response: Response): number | null {
  const text = response.headers.get('retry-after')
  if (text === null) return null
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000
  const ms = Date.parse(text) - Date.now()
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

/** Returns what fetch hides in its cause, such as ECONNREFUSED. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause ?? error
  const { code, message } = cause as { code?: unknown; message?: unknown }
  return String(code ?? message ?? cause)
}
