import type { ExecutionContext } from 'ava'

export type SseEvent = { event: string; data: unknown }

/** Reads server-sent events as they come; comments (heartbeats) are events named `ping`. */
export async function* readEvents(response: Response): AsyncGenerator<SseEvent, void> {
  let rest = ''
  for await (const chunk of (response.body as ReadableStream<Uint8Array>).pipeThrough(
    new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>,
  )) {
    const parts = `${rest}${chunk}`.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) yield parseEvent(part)
  }
}

function parseEvent(text: string): SseEvent {
  if (text.startsWith(':')) return { event: 'ping', data: null }
  const field = (name: string) =>
    text
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  const data = field('data')
  return { event: field('event'), data: data === '' ? null : JSON.parse(data) }
}

/** Subscribes over HTTP; `next` gives what comes next, `leave` closes the connection. */
export async function subscribe(
  t: ExecutionContext,
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  method: 'GET' | 'POST' = 'POST',
) {
  const controller = new AbortController()
  t.teardown(() => controller.abort())
  const { signal } = controller
  const accept = 'text/event-stream'
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
  const response = await (method === 'GET'
    ? fetch(`${url}?${search}`, { headers: { accept }, signal })
    : fetch(url, {
        method,
        headers: { accept, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
        signal,
      }))
  const events = readEvents(response)
  return {
    response,
    leave: () => controller.abort(),
    /** Returns the next event that is no heartbeat, or undefined at the end. */
    async next(): Promise<SseEvent | undefined> {
      for (;;) {
        const { value, done } = await events.next()
        if (done === true) return undefined
        if (value.event !== 'ping') return value
      }
    },
    /** Returns the next event of any kind. */
    any: async () => (await events.next()).value,
  }
}
