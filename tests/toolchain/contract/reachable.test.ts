import test from 'ava'
import { findUnreachable, type Unreachable } from '../../../toolchain/contract/reachable.ts'
import { constantAt, type LinkGraph } from '../../../toolchain/engine/link-graph.ts'

// A program of eight functions, of which 0 is imported and 1 is what runs a method, and four constants.

const TABLE_BASE = 9000
const CONSTANTS = [
  { start: 100, end: 112 },
  { start: 112, end: 120 },
  { start: 124, end: 132 },
  { start: 132, end: 140 },
]
const HEAP = 140
const SLOTS = [2, 3, 4, 5, 6, 7]

type Words = Record<number, number>

function unreachable(
  { calls = [], uses = [] }: { calls?: number[][]; uses?: number[][] },
  words: Words = {},
): { functions: number[]; constants: number[] } {
  const memory = new Uint8Array(256)
  const view = new DataView(memory.buffer)
  for (const [at, word] of Object.entries(words)) view.setUint32(Number(at), word, true)
  const graph: LinkGraph = {
    tableBase: TABLE_BASE,
    slots: SLOTS,
    exports: new Map([
      ['run', 1],
      ['start', 7],
    ]),
    calls: Array.from({ length: 8 }, (_, index) => calls[index] ?? []),
    uses: Array.from({ length: 8 }, (_, index) => uses[index] ?? []),
    constants: CONSTANTS,
  }
  return numbersOf(findUnreachable(graph, memory, 'run'))
}

const addressOf = (index: number) => TABLE_BASE + SLOTS.indexOf(index)

test('what nothing refers to is unreachable, also if an export does that is not the root', (t) => {
  const all = { functions: [2, 3, 4, 5, 6, 7], constants: [100, 112, 124, 132] }
  t.deepEqual(unreachable({}), all)
  t.deepEqual(unreachable({ calls: [[], [], [3], [2]] }), all)
})

test('what a method calls is reached, through any number of calls and in circles', (t) => {
  const calls = [[], [2], [4, 0], [], [2, 6], [], [1]]
  t.deepEqual(unreachable({ calls }).functions, [3, 5, 7])
})

test('a word in memory that is the address of a function keeps it, and what it calls', (t) => {
  const calls = [[], [], [3]]
  t.deepEqual(unreachable({ calls }, { [HEAP + 20]: addressOf(2) }).functions, [4, 5, 6, 7])
  t.deepEqual(unreachable({ calls }, { 252: addressOf(6) }).functions, [2, 3, 4, 5, 7])
})

test('addresses beside those of functions keep none', (t) => {
  const words = { [HEAP]: TABLE_BASE - 1, [HEAP + 4]: TABLE_BASE + SLOTS.length, [HEAP + 8]: 2 }
  t.is(unreachable({}, words).functions.length, SLOTS.length)
})

test('only words at addresses that are a multiple of four count', (t) => {
  for (const at of [141, 142, 143]) {
    t.is(unreachable({}, { [at]: addressOf(2) }).functions.length, SLOTS.length)
  }
})

test('words before the heap count only in constants that are reached', (t) => {
  const words = { 104: addressOf(2), 128: addressOf(3), 40: addressOf(4), 120: addressOf(5) }
  t.is(unreachable({}, words).functions.length, SLOTS.length)
  t.deepEqual(unreachable({ uses: [[], [0]] }, words), {
    functions: [3, 4, 5, 6, 7],
    constants: [112, 124, 132],
  })
})

test('constants are reached from code, from memory and from other constants', (t) => {
  const uses = [[], [0]]
  t.deepEqual(unreachable({ uses }).constants, [112, 124, 132])
  t.deepEqual(unreachable({}, { [HEAP]: 112 }).constants, [100, 124, 132])
  t.deepEqual(unreachable({}, { [HEAP]: 119 }).constants, [100, 124, 132])
  t.deepEqual(unreachable({ uses }, { 108: 125, 128: 132 }).constants, [112])
  t.deepEqual(unreachable({}, { [HEAP]: 120, [HEAP + 4]: 123, [HEAP + 8]: 99 }).constants.length, 4)
})

test('a function that a reached constant names uses constants in turn', (t) => {
  const graph = { calls: [[], [], [5]], uses: [[], [1], [], [], [], [2]] }
  t.deepEqual(unreachable(graph, { 116: addressOf(2), 124: addressOf(7) }), {
    functions: [3, 4, 6],
    constants: [100, 132],
  })
})

test('a program without constants keeps what its memory names', (t) => {
  const memory = new Uint8Array(8)
  new DataView(memory.buffer).setUint32(4, TABLE_BASE + 1, true)
  const graph: LinkGraph = {
    tableBase: TABLE_BASE,
    slots: [1, 2],
    exports: new Map([['run', 0]]),
    calls: [[], [], []],
    uses: [[], [], []],
    constants: [],
  }
  t.deepEqual(findUnreachable(graph, memory, 'run'), { slots: new Set([0]), constants: [] })
})

test('the constant that holds an address is found, and none in a gap or outside', (t) => {
  const expected: [address: number, index: number | undefined][] = [
    [0, undefined],
    [99, undefined],
    [100, 0],
    [111, 0],
    [112, 1],
    [119, 1],
    [120, undefined],
    [123, undefined],
    [124, 2],
    [139, 3],
    [140, undefined],
    [2 ** 32 - 1, undefined],
  ]
  for (const [address, index] of expected) t.is(constantAt(CONSTANTS, address), index, `${address}`)
  t.is(constantAt([], 5), undefined)
})

function numbersOf({ slots, constants }: Unreachable) {
  return {
    functions: [...slots].map((slot) => SLOTS[slot] ?? -1),
    constants: constants.map(({ start }) => start),
  }
}
