import { createHash, hash } from 'node:crypto'
import { type DocumentNode, type GraphQLSchema, printSchema } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { createBoundedCache } from './bounded-cache.ts'
import { isKnown } from './conditional.ts'
import { andThen, type MaybePromise } from './maybe-promise.ts'
import type { Mirror } from './mirror.ts'
import { type Varies, variesOf } from './varies.ts'

/** What is known of one request's answer while it is made. */
type Tagging = {
  /** ETags that the client has. */
  known: string | null
  etag: string | undefined
  notModified: boolean
}

type Tagged = { tag: string; length: number }

// Characters of the answers and questions whose tags are kept: 4 MB at most, some thousand verdicts.
const MAX_TAGGED = 4_000_000

/**
 * Makes a plugin that gives answers an ETag, and says 304 to a client that has the same answer already, by GET and by POST.
 *
 * Where the answer depends on the mirror alone, its tag is made from the question and the version of the data (and the mirror's block,
 * where the answer tells it), and a client that has it is told so before anything is looked up. What is read from NEAR is tagged by the
 * answer itself. Answers with errors have no tag.
 */
export function createEtags(mirror: Mirror, schema: GraphQLSchema): Plugin {
  const taggings = new WeakMap<Request, Tagging>()
  const varies = new WeakMap<DocumentNode, Varies>()
  const tags = createBoundedCache<string, Tagged>(MAX_TAGGED, ({ length }) => length)
  // Many ask the same and get the same: to find a text again costs a fifth of hashing it.
  const tagOf = (text: string): string => {
    const known = tags.get(text)
    if (known !== undefined) return known.tag
    const tag = `"${hash('sha256', text, 'base64url')}"`
    tags.set(text, { tag, length: text.length })
    return tag
  }
  // Another version of this program may answer in other words.
  const seed = createHash('sha256').update(printSchema(schema)).digest('base64url')

  const variesBy = (document: DocumentNode): Varies => {
    const known = varies.get(document)
    if (known !== undefined) return known
    const found = variesOf(schema, document)
    varies.set(document, found)
    return found
  }

  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { document, contextValue } = args as ExecuteArgs
      const { request, params } = contextValue
      const known = request.headers.get('if-none-match')
      const tagging: Tagging = { known, etag: undefined, notModified: false }
      taggings.set(request, tagging)
      const by = variesBy(document)
      if (by === 'answer' && known === null) return undefined

      const stop = (version: string | undefined): undefined => {
        if (version === undefined || by === 'answer') return
        const accept = request.headers.get('accept') ?? ''
        tagging.etag = tagOf(`${seed}\n${version}\n${accept}\n${textOf(params)}`)
        if (!isKnown(known, tagging.etag)) return
        tagging.notModified = true
        // What is sent has no body, so it does not matter what is in it.
        setResultAndStopExecution({ data: null })
      }
      // A client that asks whether anything is new must not be told of a moment ago.
      const version = versionOf(mirror, by, known !== null)
      return version instanceof Promise ? version.then(stop) : stop(version)
    },

    onResultProcess({ request, result }) {
      if (!isAnswer(result)) return
      const tagging = taggings.get(request)
      if (tagging === undefined || (result.errors !== undefined && result.errors.length > 0)) {
        addHeaders(result, { 'cache-control': 'no-store' })
        return
      }
      if (tagging.etag === undefined) {
        const text = JSON.stringify(result)
        tagging.etag = tagOf(`${request.headers.get('accept') ?? ''}\n${text}`)
        tagging.notModified = isKnown(tagging.known, tagging.etag)
        result.stringify = () => text
      }
      // It may be kept, but has to be asked for again before it is shown.
      const { etag } = tagging
      addHeaders(result, { etag, 'cache-control': 'no-cache', vary: 'Accept, Origin' })
    },

    onResponse(event) {
      const { request, response, fetchAPI } = event
      const tagging = taggings.get(request)
      if (tagging === undefined) return
      const { headers } = response
      // For pages of other origins yoga has just said that the answer varies by origin, and nothing else.
      if (request.headers.get('origin') !== null) headers.append('vary', 'Accept')
      if (!tagging.notModified) return
      headers.delete('content-type')
      headers.delete('content-length')
      event.setResponse(new fetchAPI.Response(null, { status: 304, headers }))
    },
  }
}

/** Gives the response headers before it is made: changing those of a response costs ten times as much. */
function addHeaders(result: Answer, headers: Record<string, string>): void {
  const http = result.extensions?.http
  const extensions = { http: { ...http, headers: { ...headers, ...http?.headers } } }
  result.extensions = { ...result.extensions, ...extensions }
}

type ExecuteArgs = {
  document: DocumentNode
  contextValue: { request: Request; params: Params }
}

type Params = {
  query?: string | undefined
  operationName?: string | undefined
  variables?: unknown
}

type Answer = {
  errors?: readonly unknown[]
  stringify?: (answer: unknown) => string
  extensions?: { http?: { headers?: Record<string, string> } }
}

/** Tells one answer from the streams and lists that yoga may also have. */
function isAnswer(result: unknown): result is Answer {
  return typeof result === 'object' && result !== null && ('data' in result || 'errors' in result)
}

function textOf({ query, operationName, variables }: Params): string {
  return JSON.stringify([query, operationName ?? null, variables ?? null])
}

/** Names the state of the mirror that an answer is from; undefined while there is none. */
function versionOf(
  mirror: Mirror,
  varies: Varies,
  anew: boolean,
): MaybePromise<string | undefined> {
  try {
    const cursor = anew ? mirror.freshCursor() : mirror.cursor()
    const version = andThen(cursor, ({ data_version, head, block_hash }) => {
      const block = varies === 'block' ? block_hash : ''
      return `${data_version} ${head} ${block}`
    })
    return version instanceof Promise ? version.catch(() => undefined) : version
  } catch {
    return undefined
  }
}
