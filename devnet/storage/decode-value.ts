import type { Shapes } from './shapes.ts'
import { SHARED_TEXT_LENGTH, TAG } from './value-tags.ts'

const HASH_BYTES = 32
const LIMB_BITS = 64n

/** Makes the way from bytes to values. `readElsewhere` gives long bytes by their hash. The decoder throws a RangeError for bytes that are no value. */
export function createDecoder({
  shapes,
  readElsewhere,
}: {
  shapes: Shapes
  readElsewhere: (hash: Uint8Array) => Uint8Array
}): (bytes: Uint8Array) => unknown {
  return (bytes) => {
    // A Buffer's slices would be Buffers, and would keep all of it.
    const input = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const texts: string[] = []
    const values: object[] = []
    let at = 0

    const skip = (length: number): number => {
      const start = at
      at += length
      if (at > input.length) throw new RangeError('the value goes past its end')
      return start
    }

    const varint = (): number => {
      let value = 0
      let unit = 1
      for (;;) {
        const byte = input[skip(1)] as number
        value += (byte & 127) * unit
        if (byte < 128) return value
        unit *= 128
      }
    }

    const bigNatural = (): bigint => {
      const limbs = varint()
      let value = 0n
      for (let limb = 0; limb < limbs; limb++) {
        value |= buffer.readBigUInt64LE(skip(8)) << (LIMB_BITS * BigInt(limb))
      }
      return value
    }

    const text = (encoding: 'latin1' | 'utf8' | 'utf16le'): string => {
      const length = varint()
      const start = skip(length)
      const read = buffer.toString(encoding, start, start + length)
      if (read.length >= SHARED_TEXT_LENGTH) texts.push(read)
      return read
    }

    const slice = (length: number): Uint8Array => {
      const start = skip(length)
      return input.slice(start, start + length)
    }

    const shared = <T extends object>(value: T): T => {
      values.push(value)
      return value
    }

    const array = (): unknown[] => {
      const count = varint()
      const items: unknown[] = shared([])
      for (let index = 0; index < count; index++) items.push(read())
      return items
    }

    const object = (): object => {
      const fields: Record<string, unknown> = shared({})
      for (const name of shapes.namesOf(varint())) {
        // An assignment of this name would set the prototype.
        if (name === '__proto__') Object.defineProperty(fields, name, owned(read()))
        else fields[name] = read()
      }
      return fields
    }

    const before = <T>(list: readonly T[]): T => {
      const index = varint()
      if (index >= list.length) throw new RangeError('the value refers to what is not there')
      return list[index] as T
    }

    const read = (): unknown => {
      const tag = input[skip(1)] as number
      switch (tag) {
        case TAG.undefined:
          return undefined
        case TAG.null:
          return null
        case TAG.false:
          return false
        case TAG.true:
          return true
        case TAG.natural:
          return varint()
        case TAG.negative:
          return -1 - varint()
        case TAG.float:
          return buffer.readDoubleLE(skip(8))
        case TAG.bigNatural:
          return bigNatural()
        case TAG.bigNegative:
          return -1n - bigNatural()
        case TAG.ascii:
          return text('latin1')
        case TAG.utf8:
          return text('utf8')
        case TAG.utf16:
          return text('utf16le')
        case TAG.sameText:
          return before(texts)
        case TAG.bytes:
          return shared(slice(varint()))
        case TAG.bytesElsewhere:
          return shared(readElsewhere(slice(HASH_BYTES)))
        case TAG.array:
          return array()
        case TAG.object:
          return object()
        case TAG.sameValue:
          return before(values)
        default:
          throw new RangeError(`${tag} is no tag of a value`)
      }
    }

    const value = read()
    if (at !== input.length) throw new RangeError('bytes are left over after the value')
    return value
  }
}

function owned(value: unknown): PropertyDescriptor {
  return { value, writable: true, enumerable: true, configurable: true }
}
