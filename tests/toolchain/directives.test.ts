import test from 'ava'
import { readDirectives } from '../../toolchain/bundle/directives.ts'

const read = (source: string) => readDirectives(source, 'contract.ts').intrinsics

test('a directive is read from the comment lines at the top', (t) => {
  t.is(read('// @countersign intrinsics=minimal\nexport {}'), 'minimal')
  t.is(read('\n// A contract.\n\n  //@countersign   intrinsics=full  \nexport {}'), 'full')
  t.is(read('// @countersign intrinsics=minimal\r\nexport {}\r\n'), 'minimal')
})

test('without a directive at the top nothing is asked for', (t) => {
  t.is(read(''), undefined)
  t.is(read('export {}\n// @countersign intrinsics=minimal\n'), undefined)
  t.is(read('// about @countersign intrinsics=minimal\nexport {}'), undefined)
})

test('an unknown or empty directive is refused with what it says', (t) => {
  for (const [line, said] of [
    ['// @countersign intrinsics=tiny', 'intrinsics=tiny'],
    ['// @countersign minimal', 'minimal'],
    ['// @countersign intrinsics=minimal strict', 'strict'],
  ] as const) {
    t.throws(() => read(`${line}\nexport {}`), {
      code: 'BAD_DIRECTIVE',
      message: `The @countersign comment in contract.ts says ${JSON.stringify(said)}, which the toolchain does not know. Write intrinsics=minimal or intrinsics=full.`,
    })
  }
})
