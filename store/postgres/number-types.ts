import pg from 'pg'

// PostgreSQL's own number for BIGINT (pg_type.oid); heights, event numbers and counts are of this type.
const INT8 = 20

/** Reads BIGINT as a number; throws if it is past 2^53, where a number would be another one. */
export const numberTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8
      ? readInteger
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

function readInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) {
    throw new RangeError(
      `The database holds ${text} in a column of whole numbers, which goes past 2^53. Only this program should write to it.`,
    )
  }
  return number
}
