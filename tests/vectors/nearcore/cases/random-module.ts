import { randomBody, type Surroundings } from './random-body.ts'
import { randomConstant } from './random-constants.ts'
import { createRandomNumbers, type RandomNumbers } from './random-numbers.ts'
import {
  body,
  F32,
  F64,
  FUNCREF,
  type FunctionType,
  functionType,
  HEADER,
  I32,
  I64,
  section,
  sectionOf,
  signed,
  text,
  unsigned,
  type ValueType,
  vector,
} from './wasm-writer.ts'

const NOTHING: FunctionType = { params: [], result: undefined }

const imports: readonly (readonly [string, FunctionType])[] = [
  ['value_return', { params: [I64, I64], result: undefined }],
  ['used_gas', { params: [], result: I64 }],
  ['log_utf8', { params: [I64, I64], result: undefined }],
  ['input', { params: [I64], result: undefined }],
  ['read_register', { params: [I64, I64], result: undefined }],
  ['storage_write', { params: [I64, I64, I64, I64, I64], result: I64 }],
  ['storage_has_key', { params: [I64, I64], result: I64 }],
]

/** The bytes that the contract returns, where `main` also puts its globals. */
const GLOBALS = 160
const RETURNED = 200
const TYPES: readonly ValueType[] = [I32, I32, I64, I64, F32, F64, FUNCREF]

/** Makes a random valid contract with the method `main`, which runs a random program and returns what is then in memory. The seed decides all of it. */
export function randomModule(seed: number): Uint8Array {
  const random = createRandomNumbers(seed)
  const list = <T>(most: number, make: () => T): T[] =>
    Array.from({ length: random.below(most + 1) }, make)
  const own: FunctionType[] = [
    NOTHING,
    ...list(4, () => ({
      params: list(4, () => random.pick(TYPES)),
      result: random.oneIn(3) ? undefined : random.pick(TYPES),
    })),
  ]
  const types = [...own, ...imports.map(([, type]) => type)]
  const bodies = Array.from({ length: 1 + random.below(4) }, () => random.below(own.length))
  const functions = [
    ...imports.map(([, type]) => type),
    ...bodies.map((i) => own[i] as FunctionType),
    NOTHING,
    NOTHING,
  ]
  const first = imports.length
  const globals = list(4, () => ({ type: random.pick(TYPES), mutable: !random.oneIn(4) }))
  const hasTable = !random.oneIn(3)
  const declared = Array.from({ length: functions.length }, (_, i) => i).filter(() =>
    random.oneIn(2),
  )
  const elements = elementSection(random, hasTable, declared)
  const datas = list(3, () => dataSegment(random))
  const around: Surroundings = {
    types,
    functions,
    globals,
    hasTable,
    elementSegments: elements.length,
    dataSegments: datas.length,
    declared,
  }
  const program = first + bodies.length
  const written = [...bodies.map((i) => own[i] as FunctionType), NOTHING].map((type) => {
    const locals = list(5, () => random.pick(TYPES))
    return body(
      locals,
      randomBody(random, around, type.result, [...type.params, ...locals], 3 + random.below(60)),
    )
  })
  const constants = globals.map(({ type, mutable }) => [
    type,
    mutable ? 1 : 0,
    ...randomConstant(random, type, declared),
    0x0b,
  ])
  return Uint8Array.from([
    ...HEADER,
    ...section(1, types.map(functionType)),
    ...section(
      2,
      imports.map(([name], i) => [...text('env'), ...text(name), 0, ...unsigned(own.length + i)]),
    ),
    ...section(3, [...bodies, 0, 0].map(unsigned)),
    ...(hasTable ? section(4, [tableType(random)]) : []),
    ...(random.oneIn(40) ? [] : section(5, [[0, ...unsigned(random.below(3))]])),
    ...section(6, constants),
    ...section(7, [
      [...text('main'), 0, ...unsigned(program + 1)],
      ...(random.oneIn(3) ? [[...text('other'), 0, ...unsigned(first)]] : []),
    ]),
    ...(random.oneIn(8) ? sectionOf(8, unsigned(program)) : []),
    ...section(9, elements),
    ...(datas.length > 0 ? sectionOf(12, unsigned(datas.length)) : []),
    ...section(10, [...written, mainBody(program, globals)]),
    ...section(11, datas),
  ])
}

function tableType(random: RandomNumbers): number[] {
  const least = random.below(10)
  return random.oneIn(2) ? [FUNCREF, 0, least] : [FUNCREF, 1, least, least + random.below(6)]
}

function elementSection(
  random: RandomNumbers,
  hasTable: boolean,
  declared: readonly number[],
): number[][] {
  const listed = vector(declared.map((i) => unsigned(i)))
  const expressions = vector(declared.map((i) => [0xd2, ...unsigned(i), 0x0b]))
  // All that may be referred to is declared; with a table some of it is also in segments of other kinds.
  const segments: number[][] = [[3, 0, ...listed]]
  if (!hasTable) return segments
  const place = [0x41, ...signed(BigInt(random.below(random.oneIn(10) ? 12 : 2))), 0x0b]
  if (random.oneIn(2)) segments.push([1, 0, ...listed])
  if (random.oneIn(2)) segments.push([5, FUNCREF, ...expressions])
  if (random.oneIn(2))
    segments.push([0, ...place, ...vector(declared.slice(0, 2).map((i) => unsigned(i)))])
  return segments
}

function dataSegment(random: RandomNumbers): number[] {
  const bytes = Array.from({ length: random.below(20) }, () => random.below(256))
  const content = [...unsigned(bytes.length), ...bytes]
  if (random.oneIn(2)) return [1, ...content]
  const place = random.oneIn(20) ? 1_024 * 65_536 - random.below(20) : random.below(120)
  return [0, 0x41, ...signed(BigInt(place)), 0x0b, ...content]
}

/** Runs the program, stores the globals, and returns the first bytes of the memory. */
function mainBody(program: number, globals: Surroundings['globals']): number[] {
  const stores = globals.flatMap(({ type }, i) => {
    const opcode = STORES.get(type)
    if (opcode === undefined) return []
    return [0x41, ...signed(BigInt(GLOBALS + 8 * i)), 0x23, ...unsigned(i), opcode, 0, 0]
  })
  const end = [0x42, ...signed(BigInt(RETURNED)), 0x42, 0, 0x10, 0, 0x0b]
  return body([], [0x10, ...unsigned(program), ...stores, ...end])
}

const STORES = new Map<ValueType, number>([
  [I32, 0x36],
  [I64, 0x37],
  [F32, 0x38],
  [F64, 0x39],
])
