import type binaryenModule from 'binaryen'
import { DISPATCHER, MEMORY, NEAR_PAGES } from '../engine/optimise.ts'
import { importRoot } from '../packages.ts'
import type { BuildMode } from '../types.ts'
import type { Unreachable } from './reachable.ts'
import { toSegments } from './segments.ts'
import type { Snapshot } from './snapshot.ts'

type Binaryen = typeof binaryenModule

const PAGE_BYTES = 65_536

/**
 * Makes the contract out of the optimised engine and a snapshot: one exported function a method,
 * and the snapshot as data.
 */
export async function assemble(
  engine: Uint8Array,
  snapshot: Snapshot,
  { mode, unreachable }: { mode: BuildMode; unreachable?: Unreachable | undefined },
): Promise<Uint8Array> {
  const { default: binaryen } = await importRoot<{ default: Binaryen }>('binaryen')
  const module = binaryen.readBinary(engine)
  try {
    const dispatcher = binaryen.getExportInfo(module.getExport(DISPATCHER[mode])).value
    module.removeExport(DISPATCHER[mode])
    module.removeExport(MEMORY)
    for (const { name, number } of snapshot.methods) {
      const call = module.call(dispatcher, [module.i32.const(number)], binaryen.none)
      module.addFunction(`method ${name}`, binaryen.none, binaryen.none, [], call)
      module.addFunctionExport(`method ${name}`, name)
    }
    if (unreachable !== undefined) leaveOut(binaryen, module, snapshot, unreachable)
    setMemory(module, snapshot)
    return module.emitBinary()
  } finally {
    module.dispose()
  }
}

/** Leaves out of the engine and of the snapshot what no method can come to. */
function leaveOut(
  binaryen: Binaryen,
  module: binaryenModule.Module,
  { memory }: Snapshot,
  { slots, constants }: Unreachable,
): void {
  for (const { start, end } of constants) memory.fill(0, start, end)
  const nothing = 'nothing'
  module.addFunction(nothing, binaryen.none, binaryen.none, [], module.unreachable())
  const segment = binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0))
  const { table, name, offset, data } = segment
  const start = binaryen.getExpressionInfo(offset) as binaryenModule.ConstInfo
  module.removeElementSegment(name)
  const kept = data.map((target, slot) => (slots.has(slot) ? nothing : target))
  module.addActiveElementSegment(table, name, kept, module.i32.const(Number(start.value)))
  module.runPasses(['remove-unused-module-elements'])
}

function setMemory(module: binaryenModule.Module, { memory }: Snapshot): void {
  const pages = memory.length / PAGE_BYTES
  const segments = toSegments(memory).map(({ offset, data }, index) => ({
    name: `snapshot ${index}`,
    offset: module.i32.const(offset),
    data,
    passive: false,
  }))
  module.setMemory(pages, NEAR_PAGES.maximum, MEMORY, segments)
}
