import binaryen from 'binaryen'
import { compileWasm, importsOf } from '../../../toolchain/web-assembly.ts'

/** What NEAR looks at before it runs a contract. */
export type ModuleShape = {
  importSpaces: string[]
  /** Names of custom sections. */
  customSections: string[]
  /** Pages at the start and at most. */
  memory: { initial: number; max: number | undefined }
  /** Whether it needs nothing but WebAssembly's first version and mutable globals. */
  isMvp: boolean
}

export async function shapeOf(wasm: Uint8Array): Promise<ModuleShape> {
  const imports = importsOf(await compileWasm(new Uint8Array(wasm)))
  const module = binaryen.readBinary(wasm)
  try {
    const { initial, max } = module.getMemoryInfo()
    module.setFeatures(binaryen.Features.MVP | binaryen.Features.MutableGlobals)
    return {
      importSpaces: [...new Set(imports.map((entry) => entry.module))],
      customSections: customSectionsOf(wasm),
      memory: { initial, max },
      isMvp: module.validate() === 1,
    }
  } finally {
    module.dispose()
  }
}

/** Walks over the sections, of which those with the number 0 are custom. */
function customSectionsOf(wasm: Uint8Array): string[] {
  const found: string[] = []
  let at = 8
  while (at < wasm.length) {
    const id = wasm[at]
    const size = readLeb(wasm, at + 1)
    if (id === 0) {
      const name = readLeb(wasm, size.next)
      found.push(Buffer.from(wasm.subarray(name.next, name.next + name.value)).toString('utf8'))
    }
    at = size.next + size.value
  }
  return found
}

function readLeb(bytes: Uint8Array, from: number): { value: number; next: number } {
  let value = 0
  for (let at = from; ; at++) {
    const byte = bytes[at] ?? 0
    value += (byte & 127) * 128 ** (at - from)
    if (byte < 128) return { value, next: at + 1 }
  }
}
