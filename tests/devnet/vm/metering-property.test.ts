import { fc, testProp } from '@fast-check/ava'
import { call, errorOf, wat } from './support.ts'

/**
 * Random programs are run twice: by the VM, and by a walk over their tree that counts instructions by the rule alone (every instruction one, but block, else
 * and end; entering a function one for each 8 bytes of frame). The walk knows nothing of ranges and charge points.
 */
type Statement =
  | { kind: 'nop' }
  | { kind: 'store'; value: number }
  | { kind: 'divide' }
  | { kind: 'call' }
  | { kind: 'return' }
  | { kind: 'block'; body: Statement[] }
  | { kind: 'loop'; times: number; body: Statement[] }
  | { kind: 'if'; taken: boolean; whenTrue: Statement[]; otherwise: Statement[] | undefined }
  | { kind: 'break'; depth: number; taken: boolean; always: boolean }

const { statement: statements } = fc.letrec<{ body: Statement[]; statement: Statement }>((tie) => ({
  body: fc.array(tie('statement'), { maxLength: 4 }),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant<Statement>({ kind: 'nop' }),
    fc.record({ kind: fc.constant('store' as const), value: fc.nat(255) }),
    fc.constant<Statement>({ kind: 'divide' }),
    fc.constant<Statement>({ kind: 'call' }),
    fc.constant<Statement>({ kind: 'return' }),
    fc.record({
      kind: fc.constant('break' as const),
      depth: fc.nat(5),
      taken: fc.boolean(),
      always: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('block' as const), body: tie('body') }),
    fc.record({
      kind: fc.constant('loop' as const),
      times: fc.integer({ min: 1, max: 3 }),
      body: tie('body'),
    }),
    fc.record({
      kind: fc.constant('if' as const),
      taken: fc.boolean(),
      whenTrue: tie('body'),
      otherwise: fc.option(tie('body'), { nil: undefined }),
    }),
  ),
}))

/** Writes statements as text. Each loop has a counter of its own, and is in a block, so that breaks leave it. */
function write(body: readonly Statement[], open: number, counters: { next: number }): string {
  return body.map((one) => writeOne(one, open, counters)).join(' ')
}

function writeOne(one: Statement, open: number, counters: { next: number }): string {
  switch (one.kind) {
    case 'nop':
      return '(nop)'
    case 'store':
      return `(i32.store8 (i32.const 9) (i32.const ${one.value}))`
    case 'divide':
      return '(drop (i32.div_u (i32.const 9) (i32.const 3)))'
    case 'call':
      return '(call $other)'
    case 'return':
      return '(return)'
    case 'break': {
      const depth = Math.min(one.depth, open)
      return one.always ? `(br ${depth})` : `(br_if ${depth} (i32.const ${one.taken ? 1 : 0}))`
    }
    case 'block':
      return `(block ${write(one.body, open + 1, counters)})`
    case 'if': {
      const otherwise =
        one.otherwise === undefined ? '' : `(else ${write(one.otherwise, open + 1, counters)})`
      return `(if (i32.const ${one.taken ? 1 : 0}) (then ${write(one.whenTrue, open + 1, counters)}) ${otherwise})`
    }
    case 'loop': {
      const counter = counters.next++
      return `(local.set ${counter} (i32.const ${one.times}))
        (block (loop
          (block ${write(one.body, open + 3, counters)})
          (local.set ${counter} (i32.sub (local.get ${counter}) (i32.const 1)))
          (br_if 0 (local.get ${counter}))))`
    }
  }
}

/** Walks through statements; gives how many blocks a branch is still to leave, or undefined if there was none. */
function walk(
  body: readonly Statement[],
  open: number,
  count: (ops: number) => void,
): number | undefined {
  for (const one of body) {
    const leaving = walkOne(one, open, count)
    if (leaving !== undefined) return leaving
  }
  return undefined
}

function walkOne(one: Statement, open: number, count: (ops: number) => void): number | undefined {
  switch (one.kind) {
    case 'nop':
      count(1)
      return undefined
    case 'store':
      count(3)
      return undefined
    case 'divide':
      count(4)
      return undefined
    case 'call':
      // The call, the frame of 64 bytes, and one nop.
      count(1 + 8 + 1)
      return undefined
    case 'return':
      count(1)
      return open
    case 'break':
      count(one.always ? 1 : 2)
      return one.always || one.taken ? Math.min(one.depth, open) : undefined
    case 'block':
      return leaveBlock(walk(one.body, open + 1, count))
    case 'if':
      count(2)
      return leaveBlock(walk((one.taken ? one.whenTrue : one.otherwise) ?? [], open + 1, count))
    case 'loop':
      return walkLoop(one, open, count)
  }
}

function leaveBlock(leaving: number | undefined): number | undefined {
  return leaving === undefined || leaving === 0 ? undefined : leaving - 1
}

function walkLoop(
  { times, body }: Extract<Statement, { kind: 'loop' }>,
  open: number,
  count: (ops: number) => void,
): number | undefined {
  count(2)
  for (let left = times; left > 0; ) {
    count(1)
    const leaving = leaveBlock(walk(body, open + 3, count))
    // One level more is the loop itself, that is its next turn without counting down: such programs do not end, so they are not made.
    if (leaving !== undefined) return leaveBlock(leaving === 0 ? undefined : leaving - 1)
    count(6)
    left--
  }
  return undefined
}

/** Turns branches to the head of a loop, which would not end, into branches out of it. */
function withoutEndlessLoops(body: readonly Statement[], heads: readonly boolean[]): Statement[] {
  return body.map((one) => withoutEndless(one, heads))
}

function withoutEndless(one: Statement, heads: readonly boolean[]): Statement {
  const inBlock = [...heads, false]
  switch (one.kind) {
    case 'break': {
      const depth = Math.min(one.depth, heads.length)
      return { ...one, depth: heads[heads.length - 1 - depth] === true ? depth + 1 : depth }
    }
    case 'block':
      return { ...one, body: withoutEndlessLoops(one.body, inBlock) }
    case 'loop':
      return { ...one, body: withoutEndlessLoops(one.body, [...inBlock, true, false]) }
    case 'if':
      return {
        ...one,
        whenTrue: withoutEndlessLoops(one.whenTrue, inBlock),
        otherwise: one.otherwise && withoutEndlessLoops(one.otherwise, inBlock),
      }
    case 'nop':
    case 'store':
    case 'divide':
    case 'call':
    case 'return':
      return one
  }
}

testProp(
  'every instruction that runs is charged once, in any program',
  [fc.array(statements, { minLength: 1, maxLength: 8 })],
  (t, made) => {
    const body = withoutEndlessLoops(made, [])
    const counters = { next: 0 }
    const text = write(body, 0, counters)
    const locals = '(local i32)'.repeat(counters.next)
    const code = wat(
      `(module (memory 1) (func $other (nop)) (func (export "main") ${locals} ${text}))`,
    )
    let expected = Math.floor((64 + 4 * counters.next + 7) / 8)
    walk(body, 0, (ops) => {
      expected += ops
    })
    const outcome = call(code)
    t.is(errorOf(outcome), undefined)
    t.is(outcome.instructions, BigInt(expected), text)
  },
  { numRuns: 300 },
)
