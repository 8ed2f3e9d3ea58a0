// The door of api/: the GraphQL server over a mirror.

export { type Api, type ApiOptions, createApi } from './create-api.ts'
export { ApiError, type ApiErrorCode } from './errors/errors.ts'
export { DEFAULT_LIMITS, type Limits } from './limits/limits.ts'
export type { PersistedOperations } from './persisted/persisted.ts'
export { readPersistedFile } from './persisted/persisted-file.ts'
export { printSdl, schema } from './schema/index.ts'
export { createServices, type Services } from './services.ts'
export { type RunningApi, startApi } from './start-api.ts'
