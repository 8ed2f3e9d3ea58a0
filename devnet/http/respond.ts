import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Json } from '../primitives/json.ts'
import { stringifyJson } from '../primitives/json.ts'

/** Lets pages of any origin ask. Source: nearcore `get_cors`. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type',
} as const

export function sendJson(
  response: ServerResponse,
  status: number,
  body: Json,
  headers: OutgoingHttpHeaders = {},
): void {
  sendText(response, status, stringifyJson(body), headers)
}

/** Sends a text that is JSON already, or is meant to be none. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  const type = { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...CORS, ...type, ...headers })
  response.end(text)
}

export function sendNothing(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { ...CORS, ...headers })
  response.end()
}
