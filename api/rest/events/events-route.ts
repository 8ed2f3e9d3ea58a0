import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Logger } from 'pino'
import type { Services } from '../../services.ts'
import type { Refusal } from '../error-answer.ts'
import { readPositive, readQuery } from '../query.ts'
import type { Route } from '../router.ts'
import { acceptsGzip } from './accepts-gzip.ts'
import { eventLines } from './event-lines.ts'

/** Makes the route that exports all events as they were logged, so that anybody can compute the hash chain over them. */
export function eventsRoute({
  services: { mirror },
  refuse,
  logger,
}: {
  services: Pick<Services, 'mirror'>
  refuse: (thrown: unknown) => Refusal
  logger: Pick<Logger, 'info'>
}): Route {
  return {
    path: '/v1/events.ndjson',
    answer: async ({ query, headers }) => {
      const given = readQuery(query, ['from', 'limit'])
      const from = readPositive(given.from ?? '1', 'from')
      const limit = given.limit === undefined ? Infinity : readPositive(given.limit, 'limit')
      // Asked for before anything is sent, while there can still be a status that says why not.
      const cursor = await mirror.cursor()
      const db = await mirror.database()
      const lines = () => tellEnd(eventLines(db, { from, limit, cursor }), { from, refuse, logger })
      const zipped = acceptsGzip(headers.get('accept-encoding'))
      return {
        status: 200,
        headers: {
          'content-type': 'application/x-ndjson; charset=utf-8',
          // It is long, and grows: nobody on the way is to keep it.
          'cache-control': 'no-store',
          vary: 'Accept-Encoding',
          ...(zipped && { 'content-encoding': 'gzip' }),
        },
        body: () => {
          const stream = Readable.from(lines(), { objectMode: false })
          return zipped ? zip(stream) : stream
        },
      }
    },
  }
}

/** Passes lines on; what goes wrong becomes the last line, since the status has been sent. */
async function* tellEnd(
  lines: AsyncGenerator<string>,
  {
    from,
    refuse,
    logger,
  }: { from: number; refuse: (thrown: unknown) => Refusal; logger: Pick<Logger, 'info'> },
): AsyncGenerator<string> {
  let complete = false
  try {
    yield* lines
    complete = true
  } catch (error) {
    yield `${JSON.stringify({ error: refuse(error).error })}\n`
  } finally {
    // A reader that goes away ends the generator at a `yield`, and this is where it comes by.
    logger.info({ from, complete }, 'an export of events has ended')
  }
}

/** Compresses a stream; either ends with the other, however it ends. */
function zip(stream: Readable): Readable {
  // The error is the reader's going away; there is nobody left to tell it to.
  return pipeline(stream, createGzip(), () => {})
}
