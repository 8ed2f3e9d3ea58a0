import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** What is sent back, before HTTP makes its own of it (HEAD, 304). */
export type Answer = {
  status: number
  headers: Record<string, string>
  /** A stream is begun only if it is going to be sent. */
  body: string | (() => Readable)
}

/** How long anybody on the way may give the answer again, and what tells that it is still the same. */
export type Freshness = {
  maxAgeS: number
  /** What the ETag covers, if not all of the body. */
  tagOf?: string | undefined
}

/** Makes an answer of JSON; one line, with a line end for shells. */
export function jsonAnswer(value: unknown, freshness: Freshness): Answer {
  return textAnswer(`${JSON.stringify(value)}\n`, 'application/json; charset=utf-8', freshness)
}

/** Makes an answer of text that may be kept for a while, and be asked for again by its ETag. */
export function textAnswer(
  body: string,
  contentType: string,
  { maxAgeS, tagOf }: Freshness,
): Answer {
  const tag = createHash('sha256')
    .update(tagOf ?? body)
    .digest('base64url')
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'cache-control': `public, max-age=${maxAgeS}`,
      // Weak where it does not cover all of the body (RFC 9110, 8.8.1).
      etag: tagOf === undefined ? `"${tag}"` : `W/"${tag}"`,
    },
    body,
  }
}
