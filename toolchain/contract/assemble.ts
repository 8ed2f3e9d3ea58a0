import type binaryenModule from 'binaryen'
import { importRoot } from '../packages.ts'
import type { BuildMode } from '../types.ts'
import { toSegments } from './segments.ts'
import type { Snapshot } from './snapshot.ts'

type Binaryen = typeof binaryenModule

/** Pages at start and at most that NEAR gives to every contract, whatever the module says. */
const NEAR_MEMORY = { initial: 1024, maximum: 2048 }

const PAGE_BYTES = 65_536

const DISPATCHER: Record<BuildMode, string> = {
  preinitialised: 'call_method',
  stock: 'call_method_from_start',
}

/**
 * Makes the contract out of the engine and a snapshot: one exported function a method, the
 * snapshot as data, and nothing that only the build needed.
 */
export async function assemble(
  engineWasm: Uint8Array,
  snapshot: Snapshot,
  mode: BuildMode,
): Promise<Uint8Array> {
  const { default: binaryen } = await importRoot<{ default: Binaryen }>('binaryen')
  const module = binaryen.readBinary(engineWasm)
  try {
    const dispatcher = binaryen.getExportInfo(module.getExport(DISPATCHER[mode])).value
    for (let index = module.getNumExports() - 1; index >= 0; index--) {
      module.removeExport(binaryen.getExportInfo(module.getExportByIndex(index)).name)
    }
    for (const { name, number } of snapshot.methods) {
      const call = module.call(dispatcher, [module.i32.const(number)], binaryen.none)
      module.addFunction(`method ${name}`, binaryen.none, binaryen.none, [], call)
      module.addFunctionExport(`method ${name}`, name)
    }
    setMemory(module, snapshot)
    stubImports(binaryen, module)
    optimise(binaryen, module)
    return module.emitBinary()
  } finally {
    module.dispose()
  }
}

function setMemory(module: binaryenModule.Module, { memory }: Snapshot): void {
  const pages = memory.length / PAGE_BYTES
  const segments = toSegments(memory).map(({ offset, data }, index) => ({
    name: `snapshot ${index}`,
    offset: module.i32.const(offset),
    data,
    passive: false,
  }))
  module.setMemory(Math.min(pages, NEAR_MEMORY.initial), NEAR_MEMORY.maximum, 'memory', segments)
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
