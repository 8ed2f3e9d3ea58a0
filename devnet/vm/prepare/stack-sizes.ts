import { F32, type FunctionBody, type FunctionType, I32, type ValueType } from '../wasm/module.ts'

/** Bytes that nearcore accounts for a frame before its locals (`size_of_function_activation` in `prepare_v3.rs`). */
const FRAME_BASE = 64

/** Gives the bytes that a value takes on nearcore's accounted stack (`size_of_value` in `prepare_v3.rs`). */
export function sizeOfValue(type: ValueType): number {
  return type === I32 || type === F32 ? 4 : 8
}

/** Gives the bytes that a call of a function takes besides its operands. */
export function frameSize(type: FunctionType, body: FunctionBody): number {
  let size = FRAME_BASE
  for (const param of type.params) size += sizeOfValue(param)
  for (const { count, type: local } of body.locals) size += count * sizeOfValue(local)
  return size
}

/** Gives the size of each parameter and local, by index. */
export function localSizes(type: FunctionType, body: FunctionBody): Uint8Array {
  let count = type.params.length
  for (const group of body.locals) count += group.count
  const sizes = new Uint8Array(count)
  let at = 0
  for (const param of type.params) sizes[at++] = sizeOfValue(param)
  for (const group of body.locals) {
    sizes.fill(sizeOfValue(group.type), at, at + group.count)
    at += group.count
  }
  return sizes
}
