import type { JsonObject } from '../primitives/json.ts'
export function wasmConfig(): JsonObject {
  return {}
}
