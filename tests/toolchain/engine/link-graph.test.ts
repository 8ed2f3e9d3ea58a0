import test from 'ava'
import { findUnreachable } from '../../../toolchain/contract/reachable.ts'
import { loadClang } from '../../../toolchain/engine/clang.ts'
import { COMPILE_FLAGS, LINK_FLAGS } from '../../../toolchain/engine/flags.ts'
import { type LinkGraph, readLinkGraph } from '../../../toolchain/engine/link-graph.ts'
import { compileWasm, instantiateWasm, type WasmMemory } from '../../../toolchain/web-assembly.ts'

// A small program is compiled as the engine is: what the graph says of it is what its source says.

const SOURCE = `
#define EXPORT(name) __attribute__((export_name(#name), noinline))
typedef const char *(*action)(int);
__attribute__((import_module("env"), import_name("host"))) extern int host(int);

/* Or the linker would call the constructors in each export. */
extern void __wasm_call_ctors(void);
EXPORT(_initialize) void initialize(void) { __wasm_call_ctors(); }

EXPORT(named) const char *named(int i) { return "text of named" + i; }
EXPORT(other) const char *other(int i) { return "text of other" + i; }
EXPORT(in_table) const char *in_table(int i) { return "text of in_table" + i; }
EXPORT(kept) const char *kept(int i) { return "text of kept" + i; }

static const action table[] = { in_table, in_table };
static const struct { const action *actions; int count; } description = { table, 2 };

action variable;

EXPORT(start) void start(int which) { variable = which ? kept : other; }
EXPORT(leaf) int leaf(int i) { return host(i) + 1; }
EXPORT(run) int run(int i) { return leaf(i) + *variable(i) + *named(i); }
EXPORT(describe) const void *describe(void) { return &description; }
`

let wasm: Uint8Array<ArrayBuffer>
let graph: LinkGraph
test.before(async () => {
  const clang = await loadClang()
  const object = await clang([...COMPILE_FLAGS, '-c', 'a.c'], { 'a.c': SOURCE }, 'a.o')
  wasm = new Uint8Array(await clang([...LINK_FLAGS, 'a.o'], { 'a.o': object }, 'a.wasm'))
  graph = readLinkGraph(wasm)
})

type Program = Record<'start' | 'describe', (which: number) => number> & { memory: WasmMemory }

const sorted = (numbers: readonly number[] = []) => numbers.toSorted((a, b) => a - b)

const indexOf = (name: string) => graph.exports.get(name) ?? -1

test('functions are known by their exports, and imported ones are counted', (t) => {
  const names = ['named', 'other', 'in_table', 'kept', 'start', 'leaf', 'run', 'describe']
  const indexes = names.map(indexOf)
  t.is(new Set(indexes).size, names.length)
  t.true(
    indexes.every((index) => index > 0),
    'function 0 is the imported one',
  )
  t.false(graph.exports.has('memory'))
})

test('calls are those of the source, a function whose address is taken among them', (t) => {
  t.deepEqual(graph.calls[indexOf('leaf')], [0])
  t.deepEqual(sorted(graph.calls[indexOf('run')]), sorted([indexOf('leaf'), indexOf('named')]))
  t.deepEqual(sorted(graph.calls[indexOf('start')]), sorted(['kept', 'other'].map(indexOf)))
  t.deepEqual(graph.calls[indexOf('named')], [])
})

test('constants are pieces of their own, each used by who names it', async (t) => {
  const { memory } = await instantiate()
  const textsOf = (name: string) =>
    (graph.uses[indexOf(name)] ?? []).map((index) => {
      const { start, end } = graph.constants[index] ?? { start: 0, end: 0 }
      return Buffer.from(memory.buffer.slice(start, end)).toString('latin1')
    })
  for (const name of ['named', 'other', 'in_table', 'kept']) {
    t.deepEqual(textsOf(name), [`text of ${name}\0`])
  }
  t.deepEqual(textsOf('leaf'), [])
  t.is(textsOf('describe').length, 1)
})

test('the table has the functions whose addresses are taken', (t) => {
  const expected = ['in_table', 'kept', 'other'].map(indexOf)
  t.deepEqual(sorted(graph.slots), sorted(expected))
  t.is(graph.tableBase, 9000)
})

for (const [which, stays] of [
  [0, 'other'],
  [1, 'kept'],
] as const) {
  test(`when ${stays} is what a variable has, only that and what run calls is reachable`, async (t) => {
    const { memory, start } = await instantiate()
    start(which)
    const { slots, constants } = findUnreachable(graph, new Uint8Array(memory.buffer), 'run')
    const left = graph.slots.filter((_, slot) => !slots.has(slot))
    t.deepEqual(left, [indexOf(stays)])
    const texts = graph.constants
      .filter((constant) => !constants.includes(constant))
      .map(({ start: from, end }) => Buffer.from(memory.buffer.slice(from, end)).toString('latin1'))
    t.deepEqual(texts.sort(), [`text of ${stays}\0`, 'text of named\0'].sort())
  })
}

test('constants are reached through constants, and functions through them', async (t) => {
  const { memory } = await instantiate()
  const { slots } = findUnreachable(graph, new Uint8Array(memory.buffer), 'describe')
  t.deepEqual(
    graph.slots.filter((_, slot) => !slots.has(slot)),
    [indexOf('in_table')],
  )
})

test('a program that was linked otherwise is refused', async (t) => {
  const bare = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
  t.throws(() => readLinkGraph(bare), { code: 'INTERNAL', message: /has no section 10/ })
})

async function instantiate(): Promise<Program> {
  return instantiateWasm<Program>(await compileWasm(wasm), { env: { host: () => 0 } })
}
