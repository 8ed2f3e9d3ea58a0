import type { ByteReader } from '../wasm/byte-reader.ts'
import { readConstantExpression } from './read-constant-expression.ts'

/**
 * Reads element segments, only to refuse forms that nearcore does not admit (WebAssembly core 2.0, "Element Section"); `isFirst`: but those of WebAssembly's first
 * version, as up to 83.
 */
export function readElementSection(section: ByteReader, isFirst: boolean): void {
  for (let left = section.u32(); left > 0; left--) readSegment(section, isFirst)
}

function readSegment(section: ByteReader, isFirst: boolean): void {
  const flags = section.u32()
  if (flags > (isFirst ? 0 : 7)) section.fail('an element segment has flags that are not allowed')
  const isActive = (flags & 1) === 0
  const hasTableOrIsDeclared = (flags & 2) !== 0
  const hasExpressions = (flags & 4) !== 0
  if (isActive && hasTableOrIsDeclared) section.u32()
  if (isActive) readConstantExpression(section)
  if (!isActive || hasTableOrIsDeclared) {
    const kind = section.u8()
    if (kind !== (hasExpressions ? 0x70 : 0x00)) section.fail('an element is not a function')
  }
  for (let left = section.u32(); left > 0; left--) {
    if (hasExpressions) readConstantExpression(section)
    else section.u32()
  }
}
