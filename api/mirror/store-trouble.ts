import { StoreError, type StoreErrorCode } from '../../store/index.ts'
import { ApiError } from '../errors/errors.ts'

const INDEX = 'Start the indexer, or ask again when it has caught up.'
const WAIT = 'Ask again in a moment.'

/** Why the mirror cannot be asked now, where it may be in a moment, and what to do. */
const NOT_READY: Partial<Record<StoreErrorCode, [reason: string, advice: string]>> = {
  STORE_MISSING: ['its database does not exist yet', INDEX],
  STORE_UNREACHABLE: ['its database cannot be reached', WAIT],
  STORE_CONNECTION_LOST: ['the connection to its database was lost', WAIT],
  STORE_OLDER: ['its database waits for the indexer to bring it up to date', INDEX],
}

/** Returns what a client is told of a database that could not be opened or asked; anything else as it is. */
export function explainStore(error: unknown): unknown {
  if (!(error instanceof StoreError)) return error
  const code: StoreErrorCode = error.code
  const known = NOT_READY[code]
  if (known !== undefined) return notReady(...known, error)
  return new ApiError(
    'MIRROR_UNUSABLE',
    `The mirror cannot be read (${code}); whoever runs this API finds the reason in its log.`,
    { reason: code },
    { cause: error },
  )
}

/** Says that there is a database, but that the indexer has not finished a block yet. */
export function notIndexed(): ApiError<'MIRROR_NOT_READY'> {
  return notReady('the indexer has not finished its first block yet', INDEX)
}

function notReady(reason: string, advice: string, cause?: unknown): ApiError<'MIRROR_NOT_READY'> {
  return new ApiError(
    'MIRROR_NOT_READY',
    `The mirror is not ready: ${reason}. ${advice}`,
    { reason },
    { cause },
  )
}
