import { runInNewContext } from 'node:vm'
import test from 'ava'
import { createWasmReader, readSections } from '../../../toolchain/wasm-reader.ts'
import { createMachine } from '../../support/machine.ts'
import { buildContract } from '../support/contract.ts'
import { makeFolder, removeFolder } from '../support/folders.ts'
import { buildTwins } from '../support/twins.ts'
import { contractOf } from '../support/written-contract.ts'

// With minimal intrinsics a contract has the built-in functions that it names, and those that the language itself calls.

let folder: string
test.before(async () => {
  folder = await makeFolder()
})
test.after.always(() => removeFolder(folder))

const { serial } = test

/** Each is a contract of its own, which names nothing else: it must say what Node says. */
const expressions: Record<string, string> = {
  'a method by its name': `'ab'.padStart(5, '-') + Math.imul(3, 4) + [3, 1, 2].sort()`,
  'a method by a text': `['padEnd', 'repeat'].map((name) => 'ab'[name](3))`,
  'a method by destructuring': `(({ imul, clz32: zeros }) => [imul(5, 6), zeros(1)])(Math)`,
  'a getter': `[new Map([[1, 2]]).size, new Uint8Array(3).byteLength, Symbol('a').description]`,
  'functions of functions': `[Math.max.apply(null, [1, 2]), Math.min.call(null, 3, 4), Math.abs.bind(null, -5)()]`,
  'what spread, destructuring and templates call': `(([a, ...rest]) => [a, rest, ...'ä👋', \`\${[1, [2, 3]]}\`])([1, 2, 3])`,
  'what for-of calls on maps': `(() => { let all = ''; for (const [key, value] of new Map([[1, 2], [3, 4]])) all += key + value; return all })()`,
  'what for-of calls on sets': `(() => { let all = ''; for (const value of new Set(['a', 'b'])) all += value; return all })()`,
  'what for-of calls on typed arrays': `(() => { let all = ''; for (const byte of new Uint8Array([7, 8])) all += byte; return all })()`,
  'what for-of calls on generators that it leaves': `(() => { let all = ''; for (const x of (function* () { try { yield 1; yield 2 } finally { all += 'left' } })()) { all += x; break } return all })()`,
  'another name of a method: keys of a set': `[...new Set([5, 6]).keys()]`,
  'another name of a method: trimLeft and trimRight': `' a '.trimLeft() + '|' + ' a '.trimRight() + '|'`,
  'another name of a function: Number.parseFloat and Number.parseInt': `[Number.parseFloat('1.5x'), Number.parseInt('0x1f')]`,
  'the text of a typed array': `new Uint8Array([1, 2])`,
  'what JSON.stringify calls': `JSON.stringify({ a: { toJSON: () => [1, 'ä'] }, b: [undefined, 1.5, true], c: new Map() })`,
  'what JSON.parse calls': `Object.keys(JSON.parse('{"a":[1,{"b":"c"}]}', (key, value) => (key === 'b' ? undefined : value)).a[1]).length`,
  'what becomes a text or a number': `[\`\${{ toString: () => 'a' }}\`, +{ valueOf: () => 5 }, \`\${{ [Symbol.toPrimitive]: (hint) => hint }}\`, {} + '']`,
  'errors, their names and texts': `(() => { try { null.x } catch (error) { return [error instanceof TypeError, error instanceof Error, \`\${new RangeError('of ä')}\`, error.name] } })()`,
  'derived classes of built-in ones': `(() => { class Mine extends Array { last() { return this[this.length - 1] } } return [Mine.of(1, 2).map((x) => x * 2).last(), new (class extends Error {})('a').message] })()`,
  'whole numbers of any size': `[2n ** 100n, BigInt.asUintN(8, 257n), (255n).toString(16), BigInt('12') * 3n, typeof 1n]`,
  properties: `(() => { const seen = []; const o = Object.freeze(Object.assign(Object.create({ get a() { return 1 } }), { b: 2 })); for (const key in o) seen.push(key, o[key]); return [seen, Object.entries(o), 'a' in o, delete {}.x] })()`,
}
for (const [what, expression] of Object.entries(expressions)) {
  serial(`a contract has what it names or the language calls: ${what}`, async (t) => {
    const { panic, returned } = (await contractOf(expression, folder)).call('run')
    t.is(panic, undefined)
    t.is(returned, String(runInNewContext(`\`\${${expression}}\``)))
  })
}

serial('what a contract does not name is not there, also by a name that it is given', async (t) => {
  const machine = await contractOf(
    `(() => { const of = { Math, Object, Array, String, Number, Uint8Array, text: '', list: [], env, globalThis }; const [name, property] = input().split('.'); return typeof of[name][property] })()`,
    folder,
  )
  const typeOf = (path: string) =>
    machine.call('run', undefined, { input: new TextEncoder().encode(path) }).returned
  const absent = [
    'Math.fround',
    'Math.hypot',
    'Object.fromEntries',
    'list.copyWithin',
    'list.flatMap',
  ]
  absent.push('text.normalize', 'text.anchor', 'Number.isSafeInteger', 'env.sha256', 'env.log')
  absent.push('globalThis.RegExp', 'globalThis.escape')
  for (const path of absent) t.is(typeOf(path), 'undefined', path)
  // Named in the contract, or asked for by the engine itself.
  for (const path of [
    'text.split',
    'env.input',
    'env.value_return',
    'list.join',
    'list.toString',
  ]) {
    t.is(typeOf(path), 'function', path)
  }
  t.is(typeOf('globalThis.Math'), 'object')
})

serial('a contract with full intrinsics has all that the stock one has', async (t) => {
  const { preinitialised, stock } = await buildTwins('everything.ts', folder)
  const [ours, theirs] = [preinitialised, stock].map(({ wasm }) =>
    createMachine(wasm).call('list', undefined, { prepaidGas: 10n ** 18n }),
  )
  t.is(ours?.panic, undefined)
  const lines = ours?.returned?.split('\n') ?? []
  t.deepEqual(lines, theirs?.returned?.split('\n'))
  t.true(lines.length > 1000, String(lines.length))
  t.true(lines.includes('.Array.prototype.copyWithin: function 2'))
})

serial('what is left is a valid module, with no larger table than NEAR takes', async (t) => {
  const named = await buildContract('memory.ts', folder)
  const { preinitialised: full } = await buildTwins('everything.ts', folder)
  for (const { wasm } of [named, full]) {
    t.true(WebAssembly.validate(new Uint8Array(wasm)))
    const { minimum, maximum } = tableOf(wasm)
    t.true(minimum <= MAX_TABLE_ELEMENTS && maximum <= MAX_TABLE_ELEMENTS, `${maximum}`)
  }
})

/** `max_elements_per_contract_table` since protocol 82. */
const MAX_TABLE_ELEMENTS = 10_000

function tableOf(wasm: Uint8Array): { minimum: number; maximum: number } {
  const [section, ...others] = readSections(wasm).filter(({ id }) => id === 4)
  if (section === undefined || others.length > 0) throw new Error('There is not one table section.')
  const reader = createWasmReader(wasm, section.start)
  const [count, type, limits] = [reader.unsigned(), reader.byte(), reader.byte()]
  if (count !== 1 || type !== 0x70) throw new Error(`There are ${count} tables, one of ${type}.`)
  const minimum = reader.unsigned()
  return { minimum, maximum: (limits & 1) === 1 ? reader.unsigned() : Number.POSITIVE_INFINITY }
}
