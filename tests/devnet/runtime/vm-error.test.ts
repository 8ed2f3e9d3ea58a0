import { readdirSync, readFileSync } from 'node:fs'
import test from 'ava'
import { vmErrorText } from '../../../devnet/runtime/vm-error.ts'
import type { VmError } from '../../../devnet/vm/index.ts'
import { readVectors } from '../../vectors/nearcore/vector-file.ts'
import type { NearcoreError } from '../../vectors/nearcore/vm-case.ts'

const folder = new URL('../../vectors/nearcore/', import.meta.url)
const files = readdirSync(folder).filter((name) => /^vm-.*\.json$/.test(name))

test('every error of a view has the text that nearcore gives it', (t) => {
  let compared = 0
  for (const file of files) {
    for (const { case: one, outcomes } of readVectors(
      readFileSync(new URL(file, folder), 'utf8'),
    )) {
      for (const { error } of outcomes.values()) {
        if (error === undefined) continue
        const text = vmErrorText(devnetForm(error), 'contract.near')
        t.is(text, `wasm execution failed with error: ${error.debug}`, one.name)
        compared++
      }
    }
  }
  t.true(compared > 0)
})

/** Gives the error that devnet's VM gives there, which the tests of the VM hold it to. */
function devnetForm({ type, kind, message }: NearcoreError): VmError {
  if (type === 'LinkError') return { type: 'ExecutionError', message: `Link Error: ${message}` }
  const [, prepareError] = /^PrepareError\.(.*)$/.exec(kind) ?? []
  if (prepareError === undefined) return { type, kind, message } as VmError
  return { type: 'CompilationError', kind: 'PrepareError', message, prepareError }
}

test('what has no glyph of its own is escaped as in Rust', (t) => {
  const said = { type: 'HostError', kind: 'GuestPanic' } as const
  const panicked = (text: string) =>
    vmErrorText({ ...said, message: `Smart contract panicked: ${text}` }, 'contract.near')
  t.true(panicked('a\n"b"\\ \u0007\u00a0ü').includes('"a\\n\\"b\\"\\\\ \\u{7}\\u{a0}ü"'))
})
