import { isKnown } from '../answers/conditional.ts'
import type { Answer } from './answer.ts'

/** Turns an answer into HTTP's: without a body for HEAD, and 304 if the client has it already. */
export function respond(request: Request, answer: Answer, Reply: typeof Response): Response {
  const { status, body } = answer
  const headers: Record<string, string> = { ...answer.headers, 'x-content-type-options': 'nosniff' }
  if (isKnown(request.headers.get('if-none-match'), answer.headers.etag)) {
    const { 'content-type': _, ...kept } = headers
    return new Reply(null, { status: 304, headers: kept })
  }
  const length = typeof body === 'string' && { 'content-length': String(Buffer.byteLength(body)) }
  const whole = { status, headers: { ...headers, ...length } }
  if (request.method === 'HEAD') return new Reply(null, whole)
  // A stream of Node's, which the server pipes as it is: it waits for slow clients, and is destroyed with the connection.
  return new Reply(typeof body === 'string' ? body : (body() as unknown as BodyInit), whole)
}
