import type { ByteSink } from './byte-sink.ts'
import { createByteSink } from './byte-sink.ts'
import type { Shapes } from './shapes.ts'
import { ELSEWHERE_LENGTH, SHARED_TEXT_LENGTH, TAG } from './value-tags.ts'

const LIMB_BITS = 64n

/** Makes the way from values to bytes. `keepElsewhere` takes long bytes and gives their hash. The encoder throws a TypeError for what cannot be stored. */
export function createEncoder({
  shapes,
  keepElsewhere,
}: {
  shapes: Shapes
  keepElsewhere: (bytes: Uint8Array) => Uint8Array
}): (value: unknown) => Uint8Array<ArrayBuffer> {
  const sink = createByteSink()
  let texts = new Map<string, number>()
  let values = new Map<object, number>()

  const writeText = (text: string): void => {
    const known = texts.get(text)
    if (known !== undefined) {
      sink.byte(TAG.sameText)
      sink.varint(known)
      return
    }
    if (text.length >= SHARED_TEXT_LENGTH) texts.set(text, texts.size)
    writeNewText(sink, text)
  }

  const writeBytes = (bytes: Uint8Array): void => {
    if (bytes.length >= ELSEWHERE_LENGTH) {
      sink.byte(TAG.bytesElsewhere)
      sink.bytes(keepElsewhere(bytes))
      return
    }
    sink.byte(TAG.bytes)
    sink.varint(bytes.length)
    sink.bytes(bytes)
  }

  const writeReference = (value: object): void => {
    const known = values.get(value)
    if (known !== undefined) {
      sink.byte(TAG.sameValue)
      sink.varint(known)
      return
    }
    values.set(value, values.size)
    if (Array.isArray(value)) {
      sink.byte(TAG.array)
      sink.varint(value.length)
      for (const item of value) write(item)
    } else if (value instanceof Uint8Array) writeBytes(value)
    else writeObject(value)
  }

  const writeObject = (value: object): void => {
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) throw cannotBeStored(value)
    const names = Object.keys(value)
    sink.byte(TAG.object)
    sink.varint(shapes.idOf(names))
    for (const name of names) write((value as Record<string, unknown>)[name])
  }

  const write = (value: unknown): void => {
    if (value === undefined) sink.byte(TAG.undefined)
    else if (value === null) sink.byte(TAG.null)
    else if (typeof value === 'string') writeText(value)
    else if (typeof value === 'object') writeReference(value)
    else if (typeof value === 'bigint') writeBigint(sink, value)
    else if (typeof value === 'number') writeNumber(sink, value)
    else if (typeof value === 'boolean') sink.byte(value ? TAG.true : TAG.false)
    else throw cannotBeStored(value)
  }

  return (value) => {
    texts = new Map()
    values = new Map()
    try {
      write(value)
    } catch (error) {
      sink.take()
      throw error
    }
    return sink.take()
  }
}

function cannotBeStored(value: unknown): TypeError {
  return new TypeError(`a ${Object.prototype.toString.call(value)} cannot be stored`)
}

function writeNewText(sink: ByteSink, text: string): void {
  if (!text.isWellFormed()) {
    sink.byte(TAG.utf16)
    sink.varint(2 * text.length)
    sink.text(text, 'utf16le', 2 * text.length)
    return
  }
  const length = Buffer.byteLength(text)
  const isAscii = length === text.length
  sink.byte(isAscii ? TAG.ascii : TAG.utf8)
  sink.varint(length)
  sink.text(text, isAscii ? 'latin1' : 'utf8', length)
}

function writeNumber(sink: ByteSink, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    sink.byte(TAG.float)
    sink.float(value)
    return
  }
  sink.byte(value < 0 ? TAG.negative : TAG.natural)
  sink.varint(value < 0 ? -1 - value : value)
}

function writeBigint(sink: ByteSink, value: bigint): void {
  sink.byte(value < 0n ? TAG.bigNegative : TAG.bigNatural)
  const limbs: bigint[] = []
  for (let rest = value < 0n ? -1n - value : value; rest > 0n; rest >>= LIMB_BITS) {
    limbs.push(BigInt.asUintN(64, rest))
  }
  sink.varint(limbs.length)
  for (const limb of limbs) sink.u64(limb)
}
