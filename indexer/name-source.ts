import { IndexerError } from './errors.ts'

/** Returns an error that also says which source a wrong block came from, if that is known. */
export function nameSource(error: unknown, source: string | undefined): unknown {
  if (!(error instanceof IndexerError) || source === undefined) return error
  return new IndexerError(
    error.code,
    `${error.message} The block came from ${source}.`,
    error.details,
    {
      cause: error,
    },
  )
}
