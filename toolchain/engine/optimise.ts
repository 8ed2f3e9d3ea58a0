import type binaryenModule from 'binaryen'
import { importRoot } from '../packages.ts'
import type { BuildMode } from '../types.ts'
import { readSections } from '../wasm-reader.ts'

type Binaryen = typeof binaryenModule

/** The engine's function that runs a method by its number; the only export that optimising keeps. */
export const DISPATCHER: Record<BuildMode, string> = {
  preinitialised: 'call_method',
  stock: 'call_method_from_start',
}

/** Name under which every host of a contract looks for its memory. */
export const MEMORY = 'memory'

/** Pages at start and at most that NEAR gives to every contract, whatever the module says. */
export const NEAR_PAGES = { initial: 1024, maximum: 2048 }

/**
 * Turns a linked engine into what every contract of one mode shares: without the build's own
 * exports and data, with nothing that NEAR refuses, and optimised. A contract then adds its methods
 * and its memory, so that this slow step is done once.
 */
export async function optimiseEngine(linked: Uint8Array, mode: BuildMode): Promise<Uint8Array> {
  const { default: binaryen } = await importRoot<{ default: Binaryen }>('binaryen')
  const module = binaryen.readBinary(withoutCustomSections(linked))
  try {
    for (let index = module.getNumExports() - 1; index >= 0; index--) {
      const { name } = binaryen.getExportInfo(module.getExportByIndex(index))
      if (name !== DISPATCHER[mode]) module.removeExport(name)
    }
    module.setMemory(NEAR_PAGES.initial, NEAR_PAGES.maximum, MEMORY, [])
    stubImports(binaryen, module)
    optimise(binaryen, module)
    return module.emitBinary()
  } finally {
    module.dispose()
  }
}

/** Leaves out what the linker said for link-graph.ts, which would no longer be true. */
function withoutCustomSections(wasm: Uint8Array): Uint8Array {
  const kept = readSections(wasm).filter(({ name }) => name === '')
  return Buffer.concat([
    wasm.subarray(0, 8),
    ...kept.map(({ from, end }) => wasm.subarray(from, end)),
  ])
}

/** Answer of a stubbed WASI function: EBADF, there is no such file. */
const WASI_EBADF = 8

/** Replaces what NEAR does not offer: it refuses every import that is not from `env`. */
function stubImports(binaryen: Binaryen, module: binaryenModule.Module): void {
  const functions = Array.from({ length: module.getNumFunctions() }, (_, index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  )
  const foreign = functions.filter((info) => info.module !== '' && info.module !== 'env')
  for (const { name, params, results } of foreign) {
    module.removeFunction(name)
    const body = results === binaryen.i32 ? module.i32.const(WASI_EBADF) : module.unreachable()
    module.addFunction(name, params, results, [], body)
  }
}

function optimise(binaryen: Binaryen, module: binaryenModule.Module): void {
  const { Features } = binaryen
  // The C library was compiled with newer instructions; a lowering works on what is allowed.
  module.setFeatures(
    Features.MutableGlobals |
      Features.BulkMemory |
      Features.BulkMemoryOpt |
      Features.NontrappingFPToInt |
      Features.SignExt,
  )
  binaryen.setOptimizeLevel(2)
  binaryen.setShrinkLevel(2)
  // Entering a function costs at least ten instructions, each as much gas as loading 1.3 bytes: the smallest are worth copying.
  binaryen.setAlwaysInlineMaxSize(10)
  module.runPasses([
    'remove-unused-module-elements',
    'llvm-memory-copy-fill-lowering',
    'llvm-nontrapping-fptoint-lowering',
    'signext-lowering',
  ])
  module.setFeatures(Features.MutableGlobals)
  module.optimize()
  module.runPasses(['strip-debug', 'strip-producers', 'strip-target-features'])
}
