import { VERSIONS, type VmCase } from '../vm-case.ts'
import {
  body,
  FUNCREF,
  type FunctionType,
  functionType,
  HEADER,
  I32,
  I64,
  section,
  sectionOf,
  text,
  unsigned,
  type ValueType,
} from './wasm-writer.ts'

type Parts = {
  types?: readonly FunctionType[]
  imports?: number
  /** Type index and body of each function; `main` is the last one and does nothing. */
  functions?: readonly (readonly [type: number, body: readonly number[]])[]
  tables?: readonly (readonly number[])[]
  memories?: readonly (readonly number[])[]
  globals?: number
}

const NOTHING: FunctionType = { params: [], result: undefined }
const EMPTY_BODY = body([], [0x0b])

/** Makes a module that has `main` and otherwise what is said. */
function moduleOf({
  types = [],
  imports = 0,
  functions = [],
  tables = [],
  memories = [[0, 1]],
  globals = 0,
}: Parts): Uint8Array {
  const all: (readonly [number, readonly number[]])[] = [...functions, [0, EMPTY_BODY]]
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [NOTHING, ...types].map(functionType)),
    ...section(
      2,
      Array.from({ length: imports }, () => [...text('env'), ...text('panic'), 0, 0]),
    ),
    ...section(
      3,
      all.map(([type]) => unsigned(type)),
    ),
    ...section(4, tables),
    ...section(5, memories),
    ...section(
      6,
      Array.from({ length: globals }, () => [I32, 1, 0x41, 0, 0x0b]),
    ),
    ...section(7, [[...text('main'), 0, ...unsigned(imports + all.length - 1)]]),
    ...section(
      10,
      all.map(([, code]) => code),
    ),
  ])
}

/** Writes a body with groups of locals: how many, of which type. */
function bodyWithLocals(groups: readonly (readonly [number, ValueType])[]): number[] {
  const declared = groups.flatMap(([count, type]) => [...unsigned(count), type])
  const content = [...unsigned(groups.length), ...declared, 0x0b]
  return [...unsigned(content.length), ...content]
}

/** Writes a body of exactly so many bytes, without its length. */
function bodyOfSize(size: number): number[] {
  return body([], [...new Array<number>(size - 2).fill(0x01), 0x0b])
}

/** Writes a body that has so many bytes of operands at once. */
function bodyOfOperands(bytes: number): number[] {
  const wide = Math.floor(bytes / 8)
  const narrow = (bytes % 8) / 4
  const push = [...repeat(wide, [0x42, 0]), ...repeat(narrow, [0x41, 0])]
  return body([], [...push, ...repeat(wide + narrow, [0x1a]), 0x0b])
}

function repeat(count: number, bytes: readonly number[]): number[] {
  return Array.from({ length: count }, () => bytes).flat()
}

const blocks = (count: number): number[] => body([], [...repeat(count, [0x02, 0x40, 0x0b]), 0x0b])
const params = (count: number): FunctionType => ({
  params: new Array<ValueType>(count).fill(I32),
  result: undefined,
})
const times = <T>(count: number, item: T): T[] => new Array<T>(count).fill(item)

const modules: Readonly<Record<string, Parts>> = {
  'as many functions as allowed': { functions: times(9_998, [0, EMPTY_BODY] as const), imports: 1 },
  'one function too many': { functions: times(9_999, [0, EMPTY_BODY] as const), imports: 1 },
  'too many imports': { imports: 10_001 },
  'as many locals as allowed': {
    functions: times(25, [0, bodyWithLocals([[40_000, I64]])] as const),
  },
  'one local too many': {
    functions: [
      ...times(25, [0, bodyWithLocals([[40_000, I64]])] as const),
      [0, bodyWithLocals([[1, I32]])],
    ],
  },
  'too many locals before a group that is malformed': {
    functions: [[0, [8, 2, ...unsigned(1_000_001), I32, 1, 0x6f, 0x0b]]],
  },
  'more locals in a function than Wasmtime takes': {
    functions: [[0, bodyWithLocals([[50_001, I32]])]],
  },
  'locals in a function that overflow': {
    functions: [[0, bodyWithLocals([[4_294_967_295, I32]])]],
  },
  'a table as large as allowed': { tables: [[FUNCREF, 0, ...unsigned(10_000)]] },
  'a table that is too large': { tables: [[FUNCREF, 0, ...unsigned(10_001)]] },
  'a table whose maximum is larger': { tables: [[FUNCREF, 1, 1, ...unsigned(4_000_000_000)]] },
  'a table whose maximum is smaller than its size': { tables: [[FUNCREF, 1, 2, 1]] },
  'two tables': {
    tables: [
      [FUNCREF, 0, 1],
      [FUNCREF, 0, 1],
    ],
  },
  'two tables, the second malformed': {
    tables: [
      [FUNCREF, 0, 1],
      [0x6f, 0, 1],
    ],
  },
  'a memory that is larger than allowed': {
    memories: [[1, ...unsigned(3_000), ...unsigned(60_000)]],
  },
  'a memory beyond what an address reaches': { memories: [[0, ...unsigned(65_537)]] },
  'two memories': {
    memories: [
      [0, 1],
      [0, 1],
    ],
  },
  'no memory': { memories: [] },
  'a function body as large as allowed': { functions: [[0, bodyOfSize(196_608)]] },
  'a function body that is too large': { functions: [[0, bodyOfSize(196_609)]] },
  'a body that is too large after one that is invalid': {
    functions: [
      [0, body([], [0x6a, 0x0b])],
      [0, bodyOfSize(196_609)],
    ],
  },
  'a body that is too large before one that is invalid': {
    functions: [
      [0, bodyOfSize(196_609)],
      [0, body([], [0x6a, 0x0b])],
    ],
  },
  'as many types as allowed': { types: times(1_023, NOTHING) },
  'one type too many': { types: times(1_024, NOTHING) },
  'as many parameters as a function may have': {
    types: [params(64)],
    functions: [[1, EMPTY_BODY]],
  },
  'one parameter too many in a function': { types: [params(65)], functions: [[1, EMPTY_BODY]] },
  'a type with too many parameters that no function has': { types: [params(65)] },
  'a type with more parameters than validate': { types: [params(1_001)] },
  'as many parameters as a contract may have': {
    types: [params(50)],
    functions: times(1_000, [1, EMPTY_BODY] as const),
  },
  'one parameter too many in a contract': {
    types: [params(50), params(1)],
    functions: [...times(1_000, [1, EMPTY_BODY] as const), [2, EMPTY_BODY]],
  },
  'as large an operand stack as allowed': { functions: [[0, bodyOfOperands(8_192)]] },
  'too large an operand stack': { functions: [[0, bodyOfOperands(8_196)]] },
  'as many blocks as a function may have': { functions: [[0, blocks(5_000)]] },
  'one block too many in a function': { functions: [[0, blocks(5_001)]] },
  'as many blocks as a contract may have': { functions: times(10, [0, blocks(5_000)] as const) },
  'one block too many in a contract': {
    functions: [...times(10, [0, blocks(5_000)] as const), [0, blocks(1)]],
  },
  'too many blocks before an instruction of another proposal': {
    functions: [
      [0, blocks(5_001)],
      [0, body([], [0xfd, 0x0c, ...times(16, 0), 0x1a, 0x0b])],
    ],
  },
  'many globals': { globals: 5_000 },
  'a result in a type of two': { types: [{ params: [I32], result: I64 }] },
}

/** Modules at each limit of nearcore's prepare step, and one beyond. */
export function limitCases(): VmCase[] {
  const made = Object.entries(modules).map(([name, parts]) => limitCase(name, moduleOf(parts)))
  return [...made, ...malformedCases()]
}

function limitCase(name: string, code: Uint8Array): VmCase {
  return { name: `limits: ${name}`, code, method: 'main', versions: VERSIONS }
}

function malformedCases(): VmCase[] {
  const good = [...moduleOf({})]
  const imported = (entity: readonly number[], from = 'env'): Uint8Array =>
    Uint8Array.from([
      ...HEADER,
      ...section(1, [functionType(NOTHING)]),
      ...section(2, [[...text(from), ...text('x'), ...entity]]),
    ])
  const codes: Readonly<Record<string, Uint8Array>> = {
    'no bytes': new Uint8Array(),
    'only a header': Uint8Array.from(HEADER),
    'a wrong version': Uint8Array.from([0, 0x61, 0x73, 0x6d, 2, 0, 0, 0]),
    'a module that is cut off': Uint8Array.from(good.slice(0, -1)),
    'bytes after a module': Uint8Array.from([...good, 0]),
    'a custom section at the end': Uint8Array.from([
      ...good,
      ...sectionOf(0, [...text('name'), 1, 2, 3]),
    ]),
    'an unknown section': Uint8Array.from([...good, ...sectionOf(14, [])]),
    'a tag section': Uint8Array.from([...HEADER, ...sectionOf(13, [1, 0, 0])]),
    'an imported memory': imported([2, 0, 1]),
    'an imported table': imported([1, FUNCREF, 0, 1]),
    'an imported global': imported([3, I32, 0]),
    'an imported tag': imported([4, 0, 0]),
    'an import from elsewhere': imported([0, 0], 'wasi'),
    'an import from elsewhere of an unknown type': imported([0, 7], 'wasi'),
    'an import of an unknown type': imported([0, 7]),
    'an unknown import without a method': imported([0, 0]),
  }
  return Object.entries(codes).map(([name, code]) => limitCase(name, code))
}
