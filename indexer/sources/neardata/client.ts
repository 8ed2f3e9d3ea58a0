import { IndexerError } from '../../errors.ts'

/**
 * Gets the parsed JSON at a path of a neardata server, or undefined for a block that is not there yet.
 *
 * @throws IndexerError that says whether trying again can help.
 */
export type NeardataClient = (path: string, signal: AbortSignal) => Promise<unknown>

// Near the last final block the server holds a request until the block is there, some seconds at most.
const TIMEOUT_MS = 30_000
// The largest blocks have some ten megabytes.
const MAX_BODY_BYTES = 256 * 2 ** 20
// Enough of an error page to recognise it.
const SHOWN_CHARACTERS = 60

export function createNeardataClient({
  url,
  fetch,
}: {
  url: string
  fetch: typeof globalThis.fetch
}): NeardataClient {
  const base = new URL(url)

  return async (path, signal) => {
    const target = new URL(base)
    target.pathname = base.pathname.replace(/\/$/, '') + path
    // The query often holds a key, so messages go without it.
    const shown = target.origin + target.pathname
    const { response, text } = await request(fetch, target, shown, signal)
    if (isNotThereYet(response, text)) return undefined
    checkStatus(response, shown)
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
}

async function request(
  fetch: typeof globalThis.fetch,
  target: URL,
  shown: string,
  signal: AbortSignal,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(target, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: { accept: 'application/json' },
    })
    return { response, text: await readBody(response) }
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

async function readBody(response: Response): Promise<string> {
  if (response.body === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new Error(`the answer is longer than ${MAX_BODY_BYTES} bytes`)
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

/** Reads a Retry-After in seconds. */
function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return seconds >= 0 ? seconds * 1_000 : null
}

/** Returns what fetch hides in its cause, such as ECONNREFUSED. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause ?? error
  const { code, message } = cause as { code?: unknown; message?: unknown }
  return String(code ?? message ?? cause)
}
