import { ChainError } from './errors.ts'

// A contract has at most 4 MiB (nearcore, max_contract_size), 5.6 MiB in base64; 16 MiB leave room for blocks.
const MAX_BODY_BYTES = 16 * 1024 * 1024

/** Reads a response's text; stops at a size that no honest answer has. */
export async function readBody(response: Response, maxBytes = MAX_BODY_BYTES): Promise<string> {
  const length = response.headers.get('content-length')
  const packed = response.headers.has('content-encoding')
  // fetch reads no more than was announced, and in one piece that takes a sixth off a question (measured).
  if (length !== null && !packed && Number(length) <= maxBytes) return await response.text()
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > maxBytes) {
      throw new ChainError('BAD_ANSWER', `An RPC answer is longer than ${maxBytes} bytes.`)
    }
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
