import type { Api } from '../../../api/index.ts'

export type Got = {
  status: number
  headers: Headers
  text: string
  /** The body, if it is JSON. */
  json: Record<string, unknown>
}

/** Asks an API for a path without a socket. */
export async function get(
  { api }: { api: Api },
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Got> {
  const response = await api.yoga.fetch(`http://test${path}`, { method, headers })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  const json = (isJson && text !== '' ? JSON.parse(text) : {}) as Record<string, unknown>
  return { status: response.status, headers: response.headers, text, json }
}
