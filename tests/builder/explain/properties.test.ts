import test from 'ava'
import fc from 'fast-check'
import { BuilderError } from '../../../builder/errors.ts'
import { type Explanation, explain } from '../../../builder/explain/index.ts'
import { loadCompiler } from './support/compile.ts'
import { mirrored, sorted } from './support/mirror.ts'
import { rewrite } from './support/rewrite.ts'
import { EMPTY, producers, withCustom } from './support/sections.ts'
import { contractSource } from './support/source.ts'

let builds: Uint8Array[]
test.before(async () => {
  const compile = await loadCompiler()
  const usual = await compile()
  builds = [
    usual,
    EMPTY,
    rewrite(usual, (module) => module.optimize()),
    withCustom(usual, 'producers', producers('rustc', '1.97.1')),
    await compile({ flags: ['-O1', '-g'], linkFlags: ['-Wl,--export-all'] }),
    await compile({ flags: ['-O0'], path: '/home/alice/vault/vault.c' }),
    await compile({
      source: contractSource({ link: 'https://github.com/acme-labs/vault', reversed: true }),
      linkFlags: ['-Wl,--strip-all'],
    }),
    await compile({
      source: contractSource({ commit: 'v1', total: 'amount / 3', greeting: 'Hi' }),
    }),
  ]
})

test('a build is identical with itself, and nothing in it differs', (t) => {
  for (const wasm of builds) {
    const { identical, reasons, functions, sections, data, settings, custom } = explain(wasm, wasm)
    t.true(identical)
    t.deepEqual(
      [reasons, functions.differences, data.segments, settings, custom],
      [[], [], [], [], []],
    )
    t.is(functions.same, functions.count.a)
    t.true(sections.every(({ same }) => same))
    t.deepEqual(data.texts.differing, { a: 0, b: 0 })
  }
})

test('what is said of b and a is what is said of a and b, with the sides changed', (t) => {
  for (const a of builds) {
    for (const b of builds) t.deepEqual(sorted(explain(b, a)), mirrored(explain(a, b)))
  }
})

test('two builds that differ have a reason, and only those', (t) => {
  for (const [i, a] of builds.entries()) {
    for (const [j, b] of builds.entries()) t.is(explain(a, b).reasons.length === 0, i === j)
  }
})

test('counts add up to the functions of each side', (t) => {
  for (const a of builds) {
    for (const b of builds) {
      const { count, same, encoding, indices, constants, changed, onlyInA, onlyInB, differences } =
        explain(a, b).functions
      const pairs = same + encoding + indices + constants + changed
      t.deepEqual(count, { a: pairs + onlyInA, b: pairs + onlyInB })
      t.is(differences.length, pairs - same + onlyInA + onlyInB)
    }
  }
})

test('a damaged module is read, or refused with its side, the byte and what is wrong there', (t) => {
  let refusedOnes = 0
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.nat(), damage, fc.option(fc.nat()), (which, changes, cut) => {
      const whole = builds[which % builds.length] as Uint8Array
      const wasm = cut === null ? whole.slice() : whole.slice(0, cut % (whole.length + 1))
      for (const [at, byte] of changes) if (wasm.length > 0) wasm[at % wasm.length] = byte
      const said = explained(whole, wasm)
      if (said instanceof BuilderError) {
        refusedOnes++
        t.is(said.code, 'MALFORMED_WASM')
        t.is(said.details.side, 'b')
        t.true(Number(said.details.at) <= wasm.length)
        t.regex(said.message, /^File b is not .*: at byte \d+, .+\.$/)
      } else t.is(said.identical, Buffer.compare(whole, wasm) === 0)
    }),
    { numRuns: 2_000 },
  )
  t.true(refusedOnes > 100, `${refusedOnes}`)
})

test('what V8 takes is read', (t) => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(255), (which, at, byte) => {
      const wasm = (builds[which % builds.length] as Uint8Array).slice()
      wasm[at % wasm.length] = byte
      if (WebAssembly.validate(new Uint8Array(wasm))) t.notThrows(() => explain(wasm, EMPTY))
    }),
    { numRuns: 1_000 },
  )
})

function explained(a: Uint8Array, b: Uint8Array): Explanation | BuilderError {
  try {
    return explain(a, b)
  } catch (error) {
    if (error instanceof BuilderError) return error
    throw error
  }
}
