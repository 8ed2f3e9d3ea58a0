import { OP } from '../wasm/instructions.ts'
import { I32 } from '../wasm/module.ts'
import type { CodeWriter } from './code-writer.ts'
import { CAUSE } from './exact-form.ts'
import type { ScratchLocals } from './scratch-locals.ts'

/** Writes instructions that trap, and say why, if the table has nothing at the index on top of the stack, which stays there. */
export function writeNullCallCheck(
  code: CodeWriter,
  scratch: ScratchLocals,
  causeGlobal: number,
): void {
  const index = scratch.local(I32, 'table index')
  code.localTee(index)
  code.localGet(index)
  code.tableGet(0)
  code.op(OP.refIsNull, OP.if, OP.emptyBlock)
  code.i32Const(CAUSE.nullCall)
  code.globalSet(causeGlobal)
  code.op(OP.unreachable, OP.end)
}
