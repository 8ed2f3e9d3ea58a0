import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../http/read-body.ts'
import { sendJson } from '../http/respond.ts'
import type { Node } from '../node.ts'
import { answerHttp, unreadableBody } from './json-rpc.ts'

/** Bytes of a request's body. Source: nearcore `RpcLimitsConfig`, 10 MiB. */
const MAX_BODY_BYTES = 10 * 1024 * 1024
/** What nearcore's HTTP server takes for JSON. Source: axum's `Json` extractor. */
const JSON_TYPE = /^\s*application\/(?:json|[^\s;]+\+json)\s*(?:;|$)/i

/** Answers a JSON-RPC request that came by HTTP, however broken it is. */
export async function serveJsonRpc(
  node: Node,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, message: string): void => {
    // What is left of the body is not read.
    sendJson(response, status, unreadableBody(message), { connection: 'close' })
  }
  const type = request.headers['content-type'] ?? ''
  if (!JSON_TYPE.test(type)) {
    refuse(415, `the content type is "${type.slice(0, 100)}", not application/json`)
    return
  }
  const body = await readBody(request, MAX_BODY_BYTES)
  if (!body) {
    refuse(413, `the body has more than ${MAX_BODY_BYTES} bytes`)
    return
  }
  const text = decodeUtf8(body)
  if (text === undefined) {
    refuse(400, 'the body is not UTF-8')
    return
  }
  const { status, answer } = await answerHttp(node, text)
  sendJson(response, status, answer)
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
