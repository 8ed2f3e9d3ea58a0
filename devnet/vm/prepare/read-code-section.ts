import type { Limits } from '../../parameters/index.ts'
import type { ByteReader } from '../wasm/byte-reader.ts'
import type { FunctionBody, WasmModule } from '../wasm/module.ts'
import { readValueType } from '../wasm/read-value-type.ts'
import { prepareFault } from './prepare-fault.ts'

/** Reads where each function body and its instructions are, and refuses too many functions, too many locals and too large bodies. */
export function readCodeSection(section: ByteReader, module: WasmModule, limits: Limits): void {
  const count = section.u32()
  if (module.imports.length + count > limits.maxFunctionsNumberPerContract) {
    throw prepareFault('TooManyFunctions')
  }
  let localsLeft = maxLocals(module, limits)
  for (let i = 0; i < count; i++) {
    const body = section.sub(section.u32())
    if (body.end - body.position() > limits.maxFunctionBodySize) {
      throw prepareFault('FunctionBodyTooLarge')
    }
    const read = readBody(body, localsLeft)
    for (const { count: locals } of read.locals) localsLeft -= locals
    module.bodies.push(read)
  }
}

/** Locals are refused as soon as they are too many, whatever comes after them. */
function readBody(body: ByteReader, mostLocals: number): FunctionBody {
  const start = body.position()
  const locals: FunctionBody['locals'][number][] = []
  let localsLeft = mostLocals
  for (let left = body.u32(); left > 0; left--) {
    const group = { count: body.u32(), type: readValueType(body) }
    localsLeft -= group.count
    if (localsLeft < 0) throw prepareFault('TooManyLocals')
    locals.push(group)
  }
  return { start, end: body.end, codeStart: body.position(), locals }
}

/** A contract may have so many locals in all, and since 87 only one for so many of its bytes (`max_locals` in nearcore's `prepare_v3.rs`). */
function maxLocals({ code }: WasmModule, limits: Limits): number {
  const { maxLocalsPerContract, minContractSizePerLocal } = limits
  if (minContractSizePerLocal === 0) return maxLocalsPerContract
  return Math.min(maxLocalsPerContract, Math.floor(code.length / minContractSizePerLocal))
}
