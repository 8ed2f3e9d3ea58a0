import type { Document } from './documents/document.ts'

/** What the API says of a field that it could not answer. */
export type Problem = {
  message: string
  /** The error's `extensions.code`, for example `MIRROR_NOT_READY`. */
  code: string
  /** The field, from the outermost on; empty if it is none. */
  path: readonly (string | number)[]
}

/** An answer of the API: fields that it could not give are null, and each has its problem; null if there is no answer at all. */
export type Answer<Data> = { data: Data | null; problems: readonly Problem[] }

/** Asks the API a question in GraphQL, without a request's limits. */
export type Ask = <Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
) => Promise<Answer<Data>>

/** Finds the problem of a field of the query, or of one within it. */
export function problemAt(
  problems: readonly Problem[],
  ...path: readonly string[]
): Problem | undefined {
  return problems.find((problem) => path.every((name, i) => problem.path[i] === name))
}
