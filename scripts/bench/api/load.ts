import autocannon from 'autocannon'

/** Verdicts and the like that were answered in a second, and the milliseconds in which 99 of 100 were. */
export type Load = { perSecond: number; p99: number }

/** How a request of GraphQL is sent. */
export const POST = { method: 'POST', headers: { 'content-type': 'application/json' } } as const

/** Sends GraphQL requests in turn over some connections, as fast as they are answered; throws if one is refused. */
export async function load(
  url: string,
  bodies: readonly string[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const requests = bodies.map((body) => ({ ...POST, body }))
  const result = await autocannon({ url, requests, connections, duration: seconds })
  const { errors, non2xx } = result
  if (errors > 0 || non2xx > 0) throw new Error(`${errors + non2xx} requests to ${url} failed`)
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 }
}
