import { IndexerError } from './errors.ts'

/** Returns an error that also says which source a block came from, if that is known. */
export function nameSource(
  error: unknown,
  source: string | undefined,
  which = 'The block',
): unknown {
  if (!(error instanceof IndexerError) || source === undefined) return error
  return new IndexerError(
    error.code,
    `${error.message} ${which} came from ${source}.`,
    error.details,
    {
      cause: error,
    },
  )
}
