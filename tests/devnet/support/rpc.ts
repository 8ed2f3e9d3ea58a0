import * as types from '@near-js/jsonrpc-types'
import { z } from 'zod'
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

export async function post(
  url: string,
  body: string | Uint8Array,
  type = 'application/json',
): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
}

const block = z.object({ blockHeight: z.number(), blockHash: types.CryptoHashSchema() })
const ofBlock = (schema: () => unknown): z.ZodType => z.intersection(schema() as z.ZodType, block)

/**
 * Results of methods that the generated schemas do not know: nearcore's newer ones, put together from the generated parts,
 * and those of its sandbox. Source: near-jsonrpc-primitives 0.38, `types/`.
 */
const NEWER: Readonly<Record<string, z.ZodType>> = {
  EXPERIMENTAL_call_function: ofBlock(types.CallResultSchema),
  EXPERIMENTAL_receipt_to_tx: z.strictObject({
    transactionHash: types.CryptoHashSchema() as unknown as z.ZodType,
    senderAccountId: types.AccountIdSchema() as unknown as z.ZodType,
  }),
  EXPERIMENTAL_view_access_key: ofBlock(types.AccessKeyViewSchema),
  EXPERIMENTAL_view_access_key_list: ofBlock(types.AccessKeyListSchema),
  EXPERIMENTAL_view_account: ofBlock(types.AccountViewSchema),
  EXPERIMENTAL_view_code: ofBlock(types.ContractCodeViewSchema),
  EXPERIMENTAL_view_state: ofBlock(types.ViewStateResultSchema),
  sandbox_fast_forward: z.strictObject({}),
  sandbox_patch_state: z.strictObject({}),
}

/** Tells what is wrong with an answer by the schemas that the NEAR project generates from nearcore; undefined if nothing is. */
export function schemaIssues(method: string, answer: unknown): unknown {
  const result = responseSchema(method).safeParse(camelKeys(answer))
  return result.success ? undefined : result.error?.issues
}

function responseSchema(method: string): Schema {
  const generated = types.VALIDATION_SCHEMA_MAP as Record<string, { responseSchema: () => Schema }>
  const known = generated[method]?.responseSchema()
  if (known) return known
  const result = NEWER[method]
  if (!result) throw new Error(`there is no schema for ${method}`)
  const envelope = { jsonrpc: z.literal('2.0'), id: z.string() }
  const error = types.RpcErrorSchema() as unknown as z.ZodType
  return z.union([z.strictObject({ ...envelope, result }), z.strictObject({ ...envelope, error })])
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
