import type { Fields } from '../params.ts'
import { isGiven, readInteger } from '../params.ts'
import { parseError } from '../rpc-error.ts'

/** Reads how many items a page may have; undefined: the question is not for a page. */
export function readPage(
  fields: Fields,
  { after, most }: { after: boolean; most: number },
): { items: number } | undefined {
  if (!isGiven(fields, 'limit')) return after ? { items: most } : undefined
  const limit = readInteger(fields, 'limit')
  if (limit >= 1 && limit < 2 ** 32) return { items: Math.min(limit, most) }
  throw parseError('Failed parsing args: `limit` is not a whole number from 1 to 4294967295')
}
