import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ServerAnswer, ServerData } from './server.ts'

export type Server = {
  url: string
  /** Returns the bytes of memory that the process takes, after a collection. */
  rss: () => Promise<number>
  stop: () => Promise<void>
}

/** Starts a server of the benchmarks in a process of its own. */
export async function startServer(data: ServerData): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server.ts'), { execArgv: ['--expose-gc'] })
  const ended = once(child, 'exit')
  const ask = async (message: ServerData | 'rss') => {
    const answered = once(child, 'message')
    child.send(message)
    const [answer] = (await Promise.race([answered, ended])) as unknown[]
    if (typeof answer !== 'object' || answer === null) throw new Error('A server has ended.')
    return answer as ServerAnswer
  }
  const first = await ask(data)
  if (!('url' in first)) throw new Error('A server did not say where it is.')
  return {
    url: first.url,
    async rss() {
      const answer = await ask('rss')
      return 'rss' in answer ? answer.rss : Number.NaN
    },
    async stop() {
      child.disconnect()
      await ended
    },
  }
}
