import { createHash, hash } from 'node:crypto'
import { type DocumentNode, type GraphQLSchema, printSchema } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Cursor } from '../../store/index.ts'
import type { MaybePromise } from '../caches/maybe-promise.ts'
import type { Clock } from '../clock.ts'
import type { ApiContext } from '../context.ts'
import type { Turn } from '../limits/turn.ts'
import type { Mirror } from '../mirror/mirror.ts'
import { isKnown } from './conditional.ts'
import { createKeptAnswers, type KeptAnswer } from './kept-answers.ts'
import { questionOf } from './question.ts'
import { type Varies, variesOf } from './varies.ts'

/** What is known of one request while its answer is made. */
type Asking = {
  question: string
  accept: string
  /** ETags that the client has. */
  known: string | null
  /** The mirror's state before anything is looked up; undefined while there is none. */
  cursor: Cursor | undefined
  /** What the answer depends on, once it is run; an answer that was kept is not. */
  run: { varies: Varies; turn: Turn } | undefined
  notModified: boolean
}

// Tags that are kept with one answer; clients ask in few forms.
const MAX_TAGS = 4

/**
 * Makes a plugin that gives an answer again while nothing that it was made from has changed, gives answers an ETag, and says 304 to a
 * client that has the same answer already, by GET and by POST.
 *
 * An answer holds for one state of the mirror (its data, and its block where the answer tells it) and, if something was read from
 * NEAR for it, for as long as that may be told. Where it depends on the mirror alone, its tag is made from the question and that
 * state, and a client that has it is told so before anything is looked up; else from the answer itself. Answers with errors are not
 * kept and have no tag.
 *
 * It must come before the plugins that look at a document before it is run: what is kept has passed them.
 */
export function createAnswers({
  mirror,
  schema,
  clock,
  onLookup,
}: {
  mirror: Mirror
  schema: GraphQLSchema
  clock: Clock
  /** Is told whether a question was answered from what is kept. */
  onLookup?: ((hit: boolean) => void) | undefined
}): Plugin<ApiContext> {
  const kept = createKeptAnswers()
  const askings = new WeakMap<Request, Asking>()
  const varies = new WeakMap<DocumentNode, Varies>()
  // Another version of this program may answer in other words.
  const seed = createHash('sha256').update(printSchema(schema)).digest('base64url')

  const variesBy = (document: DocumentNode): Varies => {
    const known = varies.get(document)
    if (known !== undefined) return known
    const found = variesOf(schema, document)
    varies.set(document, found)
    return found
  }

  /** Reads the mirror's state; a client that asks whether anything is new must not be told of a moment ago. */
  const cursorFor = ({ known }: Asking): MaybePromise<Cursor | undefined> => {
    try {
      const cursor = known === null ? mirror.cursor() : mirror.freshCursor()
      return cursor instanceof Promise ? cursor.catch(() => undefined) : cursor
    } catch {
      // What is asked next says why there is none.
      return undefined
    }
  }

  const tagOfState = ({ question, accept }: Asking, version: string): string =>
    tagOf(`${seed}\n${version}\n${accept}\n${question}`)

  const tagOfKept = (asking: Asking, { varies: by, text, version, tags }: KeptAnswer): string => {
    const known = tags.get(asking.accept)
    if (known !== undefined) return known
    const tag = by === 'answer' ? tagOfAnswer(asking, text) : tagOfState(asking, version)
    if (tags.size < MAX_TAGS) tags.set(asking.accept, tag)
    return tag
  }

  return {
    onParams({ params, request, setResult }) {
      const { headers } = request
      const question = questionOf(params)
      if (question === undefined) return undefined
      const asking: Asking = {
        question,
        accept: headers.get('accept') ?? '',
        known: headers.get('if-none-match'),
        cursor: undefined,
        run: undefined,
        notModified: false,
      }
      askings.set(request, asking)
      const answer = kept.get(question)
      if (answer === undefined) return onLookup?.(false)

      const give = (cursor: Cursor | undefined): void => {
        asking.cursor = cursor
        const holds =
          cursor !== undefined &&
          answer.version === versionOf(cursor, answer.varies) &&
          clock.now() < answer.freshUntil
        onLookup?.(holds)
        if (!holds) return
        const etag = tagOfKept(asking, answer)
        asking.notModified = isKnown(asking.known, etag)
        setResult(withHeaders({ data: null, stringify: () => answer.text }, etag))
      }
      const cursor = cursorFor(asking)
      return cursor instanceof Promise ? cursor.then(give) : give(cursor)
    },

    onExecute({ args, setResultAndStopExecution }) {
      const { document, contextValue } = args
      const asking = askings.get(contextValue.request)
      if (asking === undefined) return undefined
      const by = variesBy(document)
      asking.run = { varies: by, turn: contextValue.turn }

      const begin = (cursor: Cursor | undefined): void => {
        asking.cursor = cursor
        if (cursor === undefined || by === 'answer') return
        const etag = tagOfState(asking, versionOf(cursor, by))
        if (!isKnown(asking.known, etag)) return
        asking.notModified = true
        // What is sent has no body, so it does not matter what is in it.
        setResultAndStopExecution(withHeaders({ data: null }, etag))
      }
      const cursor = asking.cursor ?? cursorFor(asking)
      return cursor instanceof Promise ? cursor.then(begin) : begin(cursor)
    },

    onResultProcess({ request, result }) {
      if (!isAnswer(result)) return
      const asking = askings.get(request)
      if (asking === undefined || (result.errors !== undefined && result.errors.length > 0)) {
        withHeaders(result, undefined)
        return
      }
      const { question, accept, known, cursor, run } = asking
      // What was kept, and what the client has, is whole already.
      if (run === undefined || asking.notModified) return
      const { varies: by, turn } = run
      const text = JSON.stringify(result)
      result.stringify = () => text
      const version = cursor === undefined ? undefined : versionOf(cursor, by)
      const etag =
        version === undefined || by === 'answer'
          ? tagOfAnswer(asking, text)
          : tagOfState(asking, version)
      asking.notModified = isKnown(known, etag)
      withHeaders(result, etag)
      if (version === undefined) return
      const tags = new Map([[accept, etag]])
      kept.set(question, { text, varies: by, version, freshUntil: turn.freshUntil, tags })
    },

    onResponse(event) {
      const { request, response, fetchAPI } = event
      const asking = askings.get(request)
      if (asking === undefined) return
      const { headers } = response
      // For pages of other origins yoga has just said that the answer varies by origin, and nothing else.
      if (request.headers.get('origin') !== null) headers.append('vary', 'Accept')
      if (!asking.notModified) return
      headers.delete('content-type')
      headers.delete('content-length')
      event.setResponse(new fetchAPI.Response(null, { status: 304, headers }))
    },
  }
}

type Answer = {
  data?: unknown
  errors?: readonly unknown[]
  stringify?: (answer: unknown) => string
  extensions?: { http?: { headers?: Record<string, string> } }
}

/** Tells one answer from the streams and lists that yoga may also have. */
function isAnswer(result: unknown): result is Answer {
  return typeof result === 'object' && result !== null && ('data' in result || 'errors' in result)
}

/**
 * Gives an answer the headers that its response will have: changing those of a response costs ten times as much.
 *
 * One with a tag may be kept by whoever has it, but has to be asked for again before it is shown.
 */
function withHeaders<A extends Answer>(answer: A, etag: string | undefined): A {
  const http = answer.extensions?.http
  const ours: Record<string, string> =
    etag === undefined
      ? { 'cache-control': 'no-store' }
      : { etag, 'cache-control': 'no-cache', vary: 'Accept, Origin' }
  const headers = { ...ours, ...http?.headers }
  answer.extensions = { ...answer.extensions, http: { ...http, headers } }
  return answer
}

const tagOf = (text: string): string => `"${hash('sha256', text, 'base64url')}"`

const tagOfAnswer = ({ accept }: Asking, text: string): string => tagOf(`${accept}\n${text}`)

/** Names the state of the mirror that an answer is from, as far as the answer shows it. */
function versionOf({ data_version, head, block_hash }: Cursor, varies: Varies): string {
  return `${data_version} ${head} ${varies === 'data' ? '' : block_hash}`
}
