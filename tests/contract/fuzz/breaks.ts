import fc from 'fast-check'
import {
  fieldOf,
  type Path,
  pathsIn,
  stringifyWith,
  stringifyWithout,
  valueAt,
} from './json-tree.ts'
import { JUNK_BYTES, STRANGE_JSON, TRAILERS, UNKNOWN_KEYS, UNREADABLE } from './strange.ts'

/** What was broken in arguments, and so what a refusal has to name. */
export type Broken = {
  input: Uint8Array
  names: /** Something at or in this field. */
    | { at: Path }
    /** This field and no other; there is no way to take the arguments. */
    | { exactly: string }
    /** The arguments as a whole, if they are no JSON; otherwise any field. */
    | 'anything'
}

/** Breaks one thing in arguments. `at` and `pick` choose where and with what, whatever there is to choose from. */
type Breaker = (args: Record<string, unknown>, at: number, pick: number) => Broken

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const choose = <T>(from: readonly T[], n: number): T => from[n % from.length] as T
const pathTo = (args: unknown, at: number): Path => choose(pathsIn(args), at)
const objectsIn = (args: unknown): Path[] =>
  pathsIn(args).filter((path) => {
    const value = valueAt(args, path)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  })

const replaceWithStrange: Breaker = (args, at, pick) => {
  const path = pathTo(args, at)
  const strange = choose(STRANGE_JSON, pick)
  return { input: bytes(stringifyWith(args, path, () => strange)), names: { at: path } }
}

const replaceWithUnreadable: Breaker = (args, at, pick) => {
  const unreadable = choose(UNREADABLE, pick)
  const text = stringifyWith(args, pathTo(args, at), () => unreadable)
  return { input: bytes(text), names: { exactly: 'args' } }
}

const leaveOut: Breaker = (args, at) => {
  const path = pathTo(args, at)
  if (path.length === 0) return { input: bytes(''), names: 'anything' }
  // In an array what follows moves up, and a policy without `anyone` is one of another kind: there the whole was broken.
  const last = path.at(-1)
  const whose = typeof last === 'number' || last === 'anyone' ? path.slice(0, -1) : path
  return { input: bytes(stringifyWithout(args, path)), names: { at: whose } }
}

const addUnknown: Breaker = (args, at, pick) => {
  const path = choose(objectsIn(args), at)
  const key = choose(UNKNOWN_KEYS, pick)
  const member = `${JSON.stringify(key)}:${choose(STRANGE_JSON, at + pick)}`
  const text = stringifyWith(args, path, (json) =>
    json === '{}'
      ? `{${member}}`
      : pick % 2 === 0
        ? `{${member},${json.slice(1)}`
        : `${json.slice(0, -1)},${member}}`,
  )
  return { input: bytes(text), names: { exactly: `${fieldOf(path)}.${key}` } }
}

const giveTwice: Breaker = (args, at, pick) => {
  const inObjects = pathsIn(args).filter((path) => typeof path.at(-1) === 'string')
  if (inObjects.length === 0) return { input: bytes('{"a":1,"a":1}'), names: { exactly: 'a' } }
  const path = choose(inObjects, at)
  const key = path.at(-1) as string
  const same = JSON.stringify(valueAt(args, path))
  const value = pick % 3 === 0 ? same : choose(STRANGE_JSON.slice(0, 12), pick)
  const spelled =
    pick % 5 === 0 ? `"\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}"` : `"${key}"`
  const space = pick % 7 === 0 ? ' \n\t' : ''
  const member = `${spelled}${space}:${space}${value}`
  const text = stringifyWith(args, path.slice(0, -1), (json) =>
    pick % 2 === 0 ? `{${member},${json.slice(1)}` : `${json.slice(0, -1)}${space},${member}}`,
  )
  return { input: bytes(text), names: { exactly: fieldOf(path) } }
}

const editText: Breaker = (args, at, pick) => {
  const texts = pathsIn(args).filter((path) => typeof valueAt(args, path) === 'string')
  if (texts.length === 0) return { input: bytes(JSON.stringify(args)), names: 'anything' }
  const path = choose(texts, at)
  const text = valueAt(args, path) as string
  const mid = pick % (text.length + 1)
  const edits = [
    text.slice(1),
    text.slice(0, -1),
    `${text}1`,
    text + text,
    text.toUpperCase(),
    ` ${text}`,
    `${text}\n`,
    `${text.slice(0, mid)}\ud800${text.slice(mid)}`,
    `${text.slice(0, mid)}\u0000${text.slice(mid)}`,
    `${text.slice(0, mid)}\u0085${text.slice(mid)}`,
    `${text.slice(0, mid)}/../${text.slice(mid)}`,
    `${text.slice(0, mid)}0OIl${text.slice(mid)}`,
    `${text.slice(0, mid)}😀${text.slice(mid)}`,
    text.repeat(70),
    '😀'.repeat(20 + (pick % 60)),
  ]
  const edited = JSON.stringify(choose(edits, pick))
  return { input: bytes(stringifyWith(args, path, () => edited)), names: { at: path } }
}

const nest: Breaker = (args, at, pick) => {
  const path = pathTo(args, at)
  const depth = choose([100, 250, 300, 5_000], pick)
  const [open, close] = pick % 2 === 0 ? ['[', ']'] : ['{"a":', '}']
  const deep = `${open.repeat(depth)}0${close.repeat(depth)}`
  return { input: bytes(stringifyWith(args, path, () => deep)), names: { at: path } }
}

const spoilBytes: Breaker = (args, at, pick) => {
  const good = bytes(JSON.stringify(args))
  const position = at % (good.length + 1)
  const [before, after] = [good.subarray(0, position), good.subarray(position)]
  const inputs = [
    Buffer.concat([before, Buffer.from(choose(JUNK_BYTES, pick)), after]),
    Buffer.concat([before, Buffer.from([pick % 256]), after.subarray(1)]),
    Buffer.concat([good, bytes(choose(TRAILERS, pick))]),
    Buffer.concat([bytes(choose(TRAILERS, pick)), good]),
    before,
    after,
  ]
  return { input: choose(inputs, Math.floor(pick / 16)), names: 'anything' }
}

const respell: Breaker = (args, at) => {
  const text = JSON.stringify(args, null, at % 5)
  const escaped = text
    .replaceAll('e', at % 2 === 0 ? 'e' : '\\u0065')
    .replaceAll('tru\\u0065', 'true')
  const spelled = escaped
    .replaceAll('fals\\u0065', 'false')
    .replaceAll('/', at % 3 === 0 ? '\\/' : '/')
  return { input: bytes(`${' '.repeat(at % 3)}${spelled}\r\n`), names: 'anything' }
}

const BREAKERS: Record<string, Breaker> = {
  replaceWithStrange,
  replaceWithUnreadable,
  leaveOut,
  addUnknown,
  giveTwice,
  editText,
  nest,
  spoilBytes,
  respell,
}

/** A way to break arguments, or none at all. */
export const breaking = fc
  .record({
    how: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('replaceWithStrange', 'editText') },
      { weight: 4, arbitrary: fc.constantFrom(...Object.keys(BREAKERS)) },
    ),
    at: fc.nat(10_000),
    pick: fc.nat(10_000),
  })
  .map(({ how, at, pick }) => ({
    how,
    breakArgs: (args: Record<string, unknown>) => (BREAKERS[how] as Breaker)(args, at, pick),
  }))

/** Bytes that have nothing to do with what a method takes. */
export const anyInput: fc.Arbitrary<Broken> = fc
  .oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json({ maxDepth: 4, noUnicodeString: false } as fc.JsonSharedConstraints).map(bytes),
    fc.dictionary(fc.string(), fc.jsonValue()).map((value) => bytes(JSON.stringify(value))),
    fc
      .tuple(fc.constantFrom('[', '{', '"', 'a', ' ', '0'), fc.nat(40_000))
      .map(([c, n]) => bytes(c.repeat(n))),
  )
  .map((input) => ({ input, names: 'anything' as const }))
