import type { ExecutionContext } from 'ava'
import { pino } from 'pino'
import { type Api, type ApiOptions, createApi } from '../../api/index.ts'
import { createTestMirror, type TestMirror } from './mirror.ts'
import { startNear, type TestNear } from './near.ts'

export type Answer = {
  status: number
  /** Empty if the answer has none. */
  data: Record<string, unknown>
  errors: {
    message: string
    path?: (string | number)[]
    extensions?: Record<string, unknown>
  }[]
}

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Answer>

export const silent = pino({ level: 'silent' })

/** Makes a function that asks an API without a socket. */
export function asking(api: Api): Ask {
  return async (query, variables) => {
    const response = await api.yoga.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors = [] } = (await response.json()) as Partial<Answer>
    return { status: response.status, data: data ?? {}, errors }
  }
}

export type Stage = {
  ask: Ask
  api: Api
  mirror: TestMirror
  near: TestNear
  clock: { ms: number }
}

/** Sets up a mirror with rows, a node and an API over both, with a clock that stands still. */
export async function stage(
  t: ExecutionContext,
  code: Record<string, string | null> = {},
  options: Partial<ApiOptions> = {},
): Promise<Stage> {
  const mirror = await createTestMirror()
  const near = await startNear(t, code)
  const clock = { ms: 0 }
  const api = createApi({
    store: mirror.store,
    rpc: near.rpc,
    logger: silent,
    clock: { now: () => clock.ms },
    ...options,
  })
  t.teardown(async () => {
    await api.close()
    await mirror.store.close()
  })
  return { ask: asking(api), api, mirror, near, clock }
}
