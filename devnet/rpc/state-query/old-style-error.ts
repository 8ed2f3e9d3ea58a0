import type { JsonObject } from '../../primitives/json.ts'
import { RpcError } from '../rpc-error.ts'

/** An error that `query` answers as a result with an `error` field. Source: nearcore `process_query_response`. */
export class OldStyleError extends RpcError {
  readonly text: string

  constructor(text: string, { message, body }: RpcError) {
    super(message, body, 200)
    this.text = text
  }

  /** What `query` answers. */
  get result(): JsonObject {
    return { error: this.text, logs: [] }
  }
}
