import { isChainError, type Rpc } from '../../chain/index.ts'
import type { ApiMetrics } from './metrics.ts'

/** Counts what a client of NEAR is asked. */
export function countRpc(rpc: Rpc, { onChainRead }: Pick<ApiMetrics, 'onChainRead'>): Rpc {
  return {
    async ask(method, params, answer, options) {
      const begun = performance.now()
      const tell = (outcome: string) =>
        onChainRead(kindOf(method, params), outcome, (performance.now() - begun) / 1_000)
      try {
        const answered = await rpc.ask(method, params, answer, options)
        tell('ok')
        return answered
      } catch (error) {
        tell(isChainError(error) ? error.code : 'INTERNAL')
        throw error
      }
    },
  }
}

/** Names what is asked: of `query`, which asks many things, the kind of query. */
function kindOf(method: string, params: unknown): string {
  const kind = (params as { request_type?: unknown } | null)?.request_type
  return typeof kind === 'string' ? kind : method
}
