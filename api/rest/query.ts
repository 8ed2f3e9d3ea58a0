import { ApiError } from '../errors/errors.ts'

/** Reads the parameters that a path takes; throws an ApiError for another one, which may be a slip, or for one given twice. */
export function readQuery<N extends string>(
  query: URLSearchParams,
  names: readonly N[],
): Partial<Record<N, string>> {
  const given: Partial<Record<N, string>> = {}
  for (const [name, value] of query) {
    const known = names.find((one) => one === name)
    if (known === undefined) throw unknown(name, names)
    if (known in given) throw invalid(known, 'is given twice')
    given[known] = value
  }
  return given
}

/** Reads a whole number of at least 1. */
export function readPositive(text: string, name: string): number {
  // 15 digits stay below 2^53.
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw invalid(name, 'must be a whole number from 1 to 999999999999999', text)
}

/** Says what is wrong with a parameter. */
export function invalid(name: string, problem: string, value?: string): ApiError {
  const shown = value === undefined ? '' : `, but is ${JSON.stringify(value.slice(0, 80))}`
  return new ApiError('INVALID_ARGUMENT', `\`${name}\` ${problem}${shown}.`, { argument: name })
}

function unknown(name: string, names: readonly string[]): ApiError {
  const shown = JSON.stringify(name.slice(0, 40))
  const those = names.length === 0 ? 'none' : names.map((one) => `\`${one}\``).join(', ')
  return new ApiError(
    'INVALID_ARGUMENT',
    `There is no parameter ${shown} here; this path takes ${those}.`,
    { argument: name.slice(0, 40) },
  )
}
