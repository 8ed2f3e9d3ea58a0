import binaryen from 'binaryen'

/** Lets binaryen read a module, change it, and write it; without a change it only writes it anew. */
export function rewrite(
  wasm: Uint8Array,
  change: (module: binaryen.Module) => void = () => {},
): Uint8Array {
  const module = binaryen.readBinary(wasm)
  try {
    change(module)
    return module.emitBinary()
  } finally {
    module.dispose()
  }
}
