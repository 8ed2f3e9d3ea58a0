import { testProp } from '@fast-check/ava'
import test from 'ava'
import fc from 'fast-check'
import { checkLimits } from '../../toolchain/contract/check-limits.ts'
import { ToolchainError } from '../../toolchain/index.ts'

// Modules made by hand: header, memory section, code section; the other sections do not matter here.

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
const MEMORY = 5
const CODE = 10
const DATA = 11

/** Writes an unsigned LEB128 number. */
function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(Math.floor(value / 128))]
}

function moduleOf(parts: { bodies?: number[]; pages?: number; data?: number }): Uint8Array {
  const { bodies = [], pages, data } = parts
  const pieces: Uint8Array[] = [Uint8Array.from(HEADER)]
  const section = (id: number, ...content: Uint8Array[]) => {
    const size = content.reduce((sum, piece) => sum + piece.length, 0)
    pieces.push(Uint8Array.from([id, ...leb(size)]), ...content)
  }
  // One memory, without a maximum.
  if (pages !== undefined) section(MEMORY, Uint8Array.from([1, 0, ...leb(pages)]))
  const code = bodies.flatMap((size) => [Uint8Array.from(leb(size)), new Uint8Array(size)])
  section(CODE, Uint8Array.from(leb(bodies.length)), ...code)
  if (data !== undefined) section(DATA, new Uint8Array(data))
  return Buffer.concat(pieces)
}

const check = (wasm: Uint8Array) => () => checkLimits(wasm, 'contract.ts')

const limits = [
  {
    what: 'functions',
    limit: 10_000,
    make: (value: number) => moduleOf({ bodies: Array<number>(value).fill(2) }),
  },
  {
    what: 'bytes in one function',
    limit: 196_608,
    make: (value: number) => moduleOf({ bodies: [2, value, 2] }),
  },
  {
    what: 'memory pages of 65,536 bytes at the start',
    limit: 1024,
    make: (value: number) => moduleOf({ pages: value, bodies: [2] }),
  },
]

for (const { what, limit, make } of limits) {
  test(`${limit} ${what} are allowed, one more is refused with both numbers`, (t) => {
    t.notThrows(check(make(limit)))
    const error = t.throws(check(make(limit + 1)), {
      instanceOf: ToolchainError,
      code: 'LIMIT_EXCEEDED',
    })
    t.true(
      error?.message.startsWith(
        `contract.ts compiles to ${limit + 1} ${what}; NEAR takes at most ${limit}.`,
      ),
    )
    t.deepEqual(error?.details, { limit, value: limit + 1 })
  })
}

test('more than a transaction carries is refused, and before that more than NEAR stores', (t) => {
  const rest = moduleOf({ data: 0 }).length + 2
  t.notThrows(check(moduleOf({ data: 1_572_000 - rest })))
  t.throws(check(moduleOf({ data: 1_572_001 - rest })), {
    message: /1572001 bytes of wasm that one transaction can deploy; NEAR takes at most 1572000/,
  })
  t.throws(check(moduleOf({ data: 4_200_000 })), { message: /NEAR takes at most 4194304/ })
})

testProp(
  'a body is too large or not, wherever it stands',
  [fc.array(fc.constantFrom(1, 127, 128, 300, 16_384)), fc.nat(20), fc.boolean()],
  (t, others, at, isTooLarge) => {
    const bodies: number[] = [...others]
    bodies.splice(at % (others.length + 1), 0, isTooLarge ? 196_609 : 196_608)
    if (isTooLarge) t.throws(check(moduleOf({ bodies })), { code: 'LIMIT_EXCEEDED' })
    else t.notThrows(check(moduleOf({ bodies })))
  },
  { numRuns: 30 },
)
