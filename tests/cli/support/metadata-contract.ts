import type { Recipe } from '../../../protocol/recipe.ts'
import { compileText } from '../../devnet/support/contract.ts'

/** Makes a contract whose `contract_source_metadata` answers a text. */
export function contractAnswering(text: string): Uint8Array {
  const escaped = [...Buffer.from(text)].map((b) => `\\${b.toString(16).padStart(2, '0')}`).join('')
  return compileText(`(module
    (import "env" "value_return" (func $value_return (param i64 i64)))
    (memory (export "memory") 1)
    (data (i32.const 0) "${escaped}")
    (func (export "contract_source_metadata")
      (call $value_return (i64.const ${Buffer.byteLength(text)}) (i64.const 0))))`)
}

/** NEP-330 metadata that states a recipe. */
export function metadataOf({ link, ...build_info }: Recipe): object {
  return { version: '1.0.0', link, standards: [], build_info }
}
