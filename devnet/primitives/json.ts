/** What RPC sends. A bigint goes out as a plain number with all its digits, as nearcore writes u64; u128 are strings. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json | undefined }

// ECMAScript's JSON.rawJSON (in V8 since 11.4) is not in TypeScript's library yet.
declare global {
  interface JSON {
    rawJSON(text: string): unknown
  }
}

export function stringifyJson(value: Json): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' ? JSON.rawJSON(item.toString()) : item,
  )
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

/** Decodes standard base64, or gives undefined where Node would skip what it does not understand. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined
}
