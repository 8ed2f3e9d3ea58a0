import { isDeepStrictEqual } from 'node:util'
import test from 'ava'
import fc from 'fast-check'
import { sha256 } from '../../../devnet/primitives/hash.ts'
import { createDecoder } from '../../../devnet/storage/decode-value.ts'
import { createEncoder } from '../../../devnet/storage/encode-value.ts'
import { createShapes } from '../../../devnet/storage/shapes.ts'

function createCodec() {
  const elsewhere = new Map<string, Uint8Array>()
  const key = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
  const shapes = createShapes()
  const encode = createEncoder({
    shapes,
    keepElsewhere: (bytes) => {
      const hash = sha256(bytes)
      elsewhere.set(key(hash), new Uint8Array(bytes))
      return hash
    },
  })
  const readElsewhere = (hash: Uint8Array) => elsewhere.get(key(hash)) ?? new Uint8Array()
  return { shapes, encode, decode: createDecoder({ shapes, readElsewhere }), elsewhere }
}

const bytes = fc.uint8Array({ maxLength: 40 })
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units)),
)
const plain = fc.oneof(
  text,
  bytes,
  fc.bigInt(),
  fc.bigInt({ min: 0n, max: 2n ** 128n }),
  fc.maxSafeInteger(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, 2n ** 64n, 2n ** 64n - 1n, -(2n ** 64n)),
)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    plain,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(fc.oneof(fc.constantFrom('a', 'id', '__proto__', 'name'), text), tie('value'), {
      maxKeys: 6,
    }),
  ),
}))

/** As `isDeepStrictEqual`, with the order of the fields. */
function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b) && order(a) === order(b)
}

function order(value: unknown): string {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return ''
  return JSON.stringify(Object.keys(value).map((key) => [key, order(Reflect.get(value, key))]))
}

const hasLineBreak = (one: unknown): boolean =>
  typeof one === 'object' &&
  one !== null &&
  !(one instanceof Uint8Array) &&
  Object.entries(one).some(([name, item]) => name.includes('\n') || hasLineBreak(item))

test('every value comes back as it was, its fields in their order', (t) => {
  const { encode, decode } = createCodec()
  fc.assert(
    fc.property(value, (one) => {
      if (hasLineBreak(one)) t.throws(() => encode(one), { instanceOf: TypeError })
      else t.true(isSame(decode(encode(one)), plainObjects(one)))
    }),
    { numRuns: 2_000 },
  )
})

/** fast-check also makes objects without a prototype, which come back with one. */
function plainObjects(one: unknown): unknown {
  if (Array.isArray(one)) return one.map(plainObjects)
  if (typeof one !== 'object' || one === null || one instanceof Uint8Array) return one
  return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, plainObjects(item)]))
}

test('what is there twice is written once and comes back as one', (t) => {
  const { encode, decode } = createCodec()
  const shared = { account: 'alice.test.near', args: new Uint8Array(200) }
  const twice = decode(encode([shared, shared])) as unknown[]
  t.deepEqual(twice, [shared, shared])
  t.is(twice[0], twice[1])
  t.true(encode([shared, shared]).length < encode([shared]).length + 4)
})

test('long bytes are kept elsewhere, whole', (t) => {
  const { encode, decode, elsewhere } = createCodec()
  const code = new Uint8Array(100_000).map((_, index) => index)
  const encoded = encode({ code, again: Buffer.from(code) })
  t.true(encoded.length < 100)
  t.is(elsewhere.size, 1)
  t.deepEqual(decode(encoded), { code, again: code })
})

test('bytes come back as plain arrays that keep nothing else in memory', (t) => {
  const { encode, decode } = createCodec()
  const [back] = decode(Buffer.from(encode([Buffer.from('abc')]))) as [Uint8Array]
  t.is(Object.getPrototypeOf(back), Uint8Array.prototype)
  t.is(back.buffer.byteLength, 3)
})

test('what has no form is refused and the encoder goes on', (t) => {
  const { encode, decode } = createCodec()
  for (const one of [new Map(), new Date(0), () => 1, Symbol('x'), { deep: [new Set()] }]) {
    t.throws(() => encode(one), { instanceOf: TypeError, message: /cannot be stored/ })
  }
  t.deepEqual(decode(encode([1])), [1])
})

test('broken bytes give a RangeError or some value, and nothing else', (t) => {
  const { encode, decode } = createCodec()
  fc.assert(
    fc.property(value, fc.nat(), fc.nat({ max: 255 }), fc.nat(), (one, at, byte, cut) => {
      if (hasLineBreak(one)) return
      const encoded = encode(one)
      encoded[at % encoded.length] = byte
      for (const broken of [encoded, encoded.subarray(0, cut % encoded.length)]) {
        try {
          decode(broken)
        } catch (error) {
          t.true(error instanceof RangeError, String(error))
        }
      }
    }),
    { numRuns: 1_000 },
  )
})

test('shapes that were kept have their numbers in the next process', (t) => {
  const first = createShapes()
  const lists = [[], ['a'], ['a', 'b'], ['b', 'a'], ['a,b'], ['']]
  const ids = lists.map(first.idOf)
  t.is(new Set(ids).size, lists.length)
  t.deepEqual(lists.map(first.idOf), ids)
  t.is(first.added().length, lists.length)
  const second = createShapes(first.added())
  t.deepEqual(lists.map(second.idOf), ids)
  t.deepEqual(second.added(), [])
  t.is(second.idOf(['new']), lists.length)
})
