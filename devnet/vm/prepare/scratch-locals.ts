import type { ByteWriter } from '../wasm/byte-writer.ts'
import type { FunctionBody, FunctionType, ValueType } from '../wasm/module.ts'

export type ScratchLocals = ReturnType<typeof createScratchLocals>

/** Gives out locals that a function does not have yet, made when they are first asked for. */
export function createScratchLocals(type: FunctionType, body: FunctionBody) {
  const first = body.locals.reduce((sum, group) => sum + group.count, type.params.length)
  const added: ValueType[] = []
  const indexes = new Map<string, number>()

  return {
    /** Gives the local of a type that is kept for a use. */
    local(valueType: ValueType, use: string): number {
      const key = `${valueType}:${use}`
      let index = indexes.get(key)
      if (index === undefined) {
        index = first + added.length
        added.push(valueType)
        indexes.set(key, index)
      }
      return index
    },
    /** Writes the declarations of the function's own locals and of those that were given out. */
    writeDeclarations(writer: ByteWriter): void {
      writer.u32(body.locals.length + added.length)
      for (const { count, type: declared } of body.locals) {
        writer.u32(count)
        writer.u8(declared)
      }
      for (const scratch of added) writer.u8(1, scratch)
    },
  }
}
