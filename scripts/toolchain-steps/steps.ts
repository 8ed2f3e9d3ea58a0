import type { Intrinsics } from '../../toolchain/index.ts'
import type { ChangeableToolchain } from './changeable-toolchain.ts'

/** Something that makes contracts smaller or cheaper, and how to do without it. */
export type Step = {
  name: string
  /** What it does, as the table says it. */
  what: string
  undo?: (toolchain: ChangeableToolchain) => Promise<void>
  /** Options of the build that do without it. */
  options?: { mode?: 'stock'; intrinsics?: Intrinsics }
}

const METHODS = 'engine/c/methods.h'
const OPTIMISE = 'engine/optimise.ts'
const FLAGS = 'engine/flags.ts'

const withoutCall = (call: string) => (toolchain: ChangeableToolchain) =>
  toolchain.replace(METHODS, `  ${call};\n`, '')

/** A paragraph of instructions.patch. */
const instructions = (name: string, what: string, remark: string, kept?: string): Step => ({
  name,
  what,
  undo: (toolchain) => toolchain.leaveOutPatch('instructions', remark, kept),
})

const NO_ALLOCATOR = `#include "allocator.h"
int keeps_garbage;
void keep_garbage(void) {}
void wipe_free_blocks(void) {}
`

/** What the toolchain does, the largest first. */
export const STEPS: Step[] = [
  {
    name: 'pre-initialisation',
    what: 'the engine is started and the module body run at build time',
    options: { mode: 'stock' },
  },
  {
    name: 'minimal',
    what: '`intrinsics=minimal`: no RegExp, Date, Promise, Proxy, eval',
    options: { intrinsics: 'full' },
  },
  {
    name: 'unreachable',
    what: 'functions and constants that no method can come to are left out',
    undo: (toolchain) =>
      toolchain.replace(
        'pipeline.ts',
        'assemble(engine, snapshot, { mode, unreachable })',
        'assemble(engine, snapshot, { mode })',
      ),
  },
  {
    name: 'unnamed',
    what: 'built-in functions that the contract does not name are left out',
    undo: (toolchain) =>
      toolchain.replace('contract/snapshot.ts', 'started.leave_out_unnamed()', 'undefined'),
  },
  {
    name: 'encodings',
    what: 'base58, hexadecimal and looks at texts in C (`#encodings`)',
    undo: (toolchain) =>
      toolchain.replace('bundle/bundle.ts', "'near-contract'", "'no-such-condition'"),
  },
  {
    name: 'allocator',
    what: 'an allocator of a dozen instructions, and no freeing in short calls',
    undo: (toolchain) => toolchain.write('engine/c/allocator.c', NO_ALLOCATOR),
  },
  {
    name: 'garbage',
    what: 'of that: no freeing in short calls',
    undo: withoutCall('keep_garbage()'),
  },
  {
    name: 'numbers',
    what: 'numbers by libbf, and a small `snprintf`',
    undo: async (toolchain) => {
      await toolchain.leaveOutPatch('numbers')
      await toolchain.replace('engine/c/near-quickjs.c', '#include "numbers.h"\n', '')
      await toolchain.leaveOutObject('format')
    },
  },
  {
    name: 'snprintf',
    what: 'of that: the small `snprintf`',
    undo: (toolchain) => toolchain.leaveOutObject('format'),
  },
  {
    name: 'memcpy',
    what: '`memcpy` and its like eight bytes at a time',
    undo: (toolchain) => toolchain.leaveOutObject('memory'),
  },
  {
    name: 'host-bytes',
    what: 'bytes go in and out of host functions without a call of the Uint8Array constructor',
    undo: (toolchain) => toolchain.leaveOutPatch('host'),
  },
  {
    name: 'variables',
    what: 'whether a variable was initialised is not asked',
    undo: (toolchain) => toolchain.leaveOutPatch('variables'),
  },
  instructions('interrupts', 'nobody interrupts a call', 'A call has nobody'),
  instructions('memory-count', 'memory is not counted', 'No garbage is collected in a call'),
  instructions(
    'straight-malloc',
    'memory straight from malloc',
    'Memory comes straight from malloc',
    // numbers.h has a context of libbf without an allocator of its own.
    '@@ libbf.h\n-    return s->realloc_func(s->realloc_opaque, ptr, size);\n+    return realloc(ptr, size);',
  ),
  instructions('characters', 'characters eight at a time', 'Characters are looked at eight'),
  {
    name: 'plain-texts',
    what: 'plain texts are copied out of JSON as they stand',
    undo: (toolchain) =>
      toolchain.replace(
        'engine/patches/instructions.patch',
        "+    if (sep == '`' || end >= s->buf_end || *end != sep) {",
        '+    if (1) {',
      ),
  },
  instructions(
    'free-in-place',
    'reference counts go down without a function call',
    'The interpreter frees a value',
  ),
  instructions('literals', 'fields of object literals', 'A field of an object literal is new'),
  instructions('functions', 'functions of one shape', 'Every function gets the same two'),
  instructions('search', 'texts are searched by their first character', 'A search goes from'),
  instructions('templates', 'parts of a template are copied once', 'A template literal is a call'),
  {
    name: 'names',
    what: 'names of functions and variables are forgotten',
    undo: withoutCall('forget_names(context)'),
  },
  {
    name: 'garbage-lists',
    what: 'objects of the snapshot are in no list',
    undo: withoutCall('stop_collecting(runtime)'),
  },
  {
    name: 'wiping',
    what: 'memory that the module body freed is wiped',
    undo: withoutCall('wipe_free_blocks()'),
  },
  {
    name: 'fft',
    what: 'no Fourier transforms for huge whole numbers',
    undo: (toolchain) => toolchain.leaveOutPatch('size', 'Fast Fourier transforms pay'),
  },
  {
    name: 'binaryen',
    what: "binaryen's optimisations",
    undo: (toolchain) => toolchain.replace(OPTIMISE, '  module.optimize()\n', ''),
  },
]

const flag = (to: string) => (toolchain: ChangeableToolchain) =>
  toolchain.replace(FLAGS, "'-Oz'", `'${to}'`)

/** What was tried and is not done; `undo` does it. */
export const REJECTED: Step[] = [
  { name: '-O2', what: 'clang with -O2 instead of -Oz', undo: flag('-O2') },
  { name: '-Os', what: 'clang with -Os instead of -Oz', undo: flag('-Os') },
  {
    name: 'binaryen-speed',
    what: 'binaryen for speed instead of size',
    undo: async (toolchain) => {
      await toolchain.replace(OPTIMISE, 'setOptimizeLevel(2)', 'setOptimizeLevel(3)')
      await toolchain.replace(OPTIMISE, 'setShrinkLevel(2)', 'setShrinkLevel(0)')
    },
  },
  {
    name: 'binaryen-twice',
    what: "binaryen's optimisations twice",
    undo: (toolchain) =>
      toolchain.replace(
        OPTIMISE,
        '  module.optimize()\n',
        '  module.optimize()\n  module.optimize()\n',
      ),
  },
]

const undoAll = async (toolchain: ChangeableToolchain) => {
  for (const { undo } of STEPS) await undo?.(toolchain)
}

/** All steps undone at once, with pre-initialisation and without. */
export const TOGETHER: Step[] = [
  { name: 'all-of-the-engine', what: 'all but the first two', undo: undoAll },
  {
    name: 'all',
    what: 'all',
    undo: undoAll,
    options: { mode: 'stock', intrinsics: 'full' },
  },
]
