/** What the API says of its own, by code, with the details that each code carries. */
export type ApiErrorDetails = {
  /** An argument of a query does not have the form it must have. */
  INVALID_ARGUMENT: { argument: string }
  /** A policy cannot be read; `field` is the field or the line that is wrong. */
  INVALID_POLICY: { field: string }
  /** No policy is in force under the id. */
  UNKNOWN_POLICY: { id: string }
  /** There is no database yet, or nothing in it yet. */
  MIRROR_NOT_READY: { reason: string }
  /** There is a database, but not one that this program can read. */
  MIRROR_UNUSABLE: { reason: string }
  /** As many subscriptions are open, or accounts watched, as this server takes. */
  TOO_MANY_SUBSCRIPTIONS: { limit: number }
  /** The query asks for more than one request may. */
  QUERY_TOO_COMPLEX: { complexity: number; limit: number }
  /** Plain HTTP: there is nothing at the path, or nothing under the number or id. */
  NOT_FOUND: { what: string }
  /** Plain HTTP: only GET and HEAD. */
  METHOD_NOT_ALLOWED: { method: string }
  /** The file of persisted queries cannot be used. */
  PERSISTED_INVALID: { file: string }
  /** Another program listens where the API was to. */
  PORT_TAKEN: { host: string; port: number }
  /** The operating system does not let the API listen there. */
  CANNOT_LISTEN: { host: string; port: number }
}

export type ApiErrorCode = keyof ApiErrorDetails

/** Says what is wrong with a question, or why the API cannot answer it. */
export class ApiError<C extends ApiErrorCode = ApiErrorCode> extends Error {
  override readonly name = 'ApiError'
  readonly code: C
  readonly details: ApiErrorDetails[C]

  constructor(code: C, message: string, details: ApiErrorDetails[C], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}
