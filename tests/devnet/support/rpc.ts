import { VALIDATION_SCHEMA_MAP } from '@near-js/jsonrpc-types'
import type { Devnet } from '../../../devnet/index.ts'

type Schema = { safeParse: (value: unknown) => { success: boolean; error?: { issues: unknown[] } } }

/** Sends one JSON-RPC request and gives the whole answer. */
export async function rpc(
  { rpcUrl }: Pick<Devnet, 'rpcUrl'>,
  method: string,
  params: unknown,
): Promise<Record<string, unknown>> {
  const response = await post(
    rpcUrl,
    JSON.stringify({ jsonrpc: '2.0', id: 'test', method, params }),
  )
  return (await response.json()) as Record<string, unknown>
}

export async function post(url: string, body: string | Uint8Array): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
}

/** Tells what is wrong with an answer by the schemas that the NEAR project generates from nearcore; undefined if nothing is. */
export function schemaIssues(method: string, answer: unknown): unknown {
  const schemas = VALIDATION_SCHEMA_MAP as Record<string, { responseSchema: () => Schema }>
  const schema = schemas[method]?.responseSchema()
  if (!schema) throw new Error(`there is no schema for ${method}`)
  const result = schema.safeParse(camelKeys(answer))
  return result.success ? undefined : result.error?.issues
}

/** The schemas have nearcore's snake_case fields in camelCase; names that start with a capital are variants and stay. */
function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [camel(key), camelKeys(item)]),
  )
}

function camel(key: string): string {
  if (/^[A-Z]/.test(key)) return key
  return key.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
}
