import binaryen from 'binaryen'

const { MVP, MutableGlobals, SignExt, NontrappingFPToInt, BulkMemory, ReferenceTypes } =
  binaryen.Features

/** Assembles WebAssembly text with what nearcore has switched on. */
export function assemble(text: string): Uint8Array {
  const module = binaryen.parseText(text)
  module.setFeatures(
    MVP | MutableGlobals | SignExt | NontrappingFPToInt | BulkMemory | ReferenceTypes,
  )
  const bytes = module.emitBinary()
  module.dispose()
  return bytes
}
