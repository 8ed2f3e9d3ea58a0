import test from 'ava'
import { callingContract, type HostCall, hostCalls } from './host-call.ts'
import { call, errorOf, wat } from './support.ts'

const log = (length: bigint | number, pointer = 0): HostCall => ({
  name: 'log_utf8',
  args: [length, pointer],
})
const log16 = (length: bigint | number, pointer = 0): HostCall => ({
  name: 'log_utf16',
  args: [length, pointer],
})

test('logs come in the order in which they were made', (t) => {
  t.deepEqual(hostCalls([log(1, 1), log(1, 0), log(0)], { data: 'ab' }).logs, ['b', 'a', ''])
})

test('a log without a length ends at the first zero', (t) => {
  const data = Buffer.from('grüße\0rest')
  t.deepEqual(hostCalls([log(-1n)], { data }).logs, ['grüße'])
})

test('a byte order mark is part of the text', (t) => {
  t.deepEqual(hostCalls([log(5)], { data: Buffer.from('\uFEFFab') }).logs, ['\uFEFFab'])
})

test('bytes that are not UTF-8 fail the call', (t) => {
  const outcome = hostCalls([log(2)], { data: Uint8Array.of(0xc3, 0x28) })
  t.is(errorOf(outcome), 'BadUTF8: String encoding is bad UTF-8 sequence.')
})

test('UTF-16 logs are decoded', (t) => {
  const data = Buffer.from('zß水🍵', 'utf16le')
  t.deepEqual(hostCalls([log16(data.length)], { data }).logs, ['zß水🍵'])
  t.deepEqual(hostCalls([log16(-1n)], { data: Buffer.concat([data, Buffer.alloc(2)]) }).logs, [
    'zß水🍵',
  ])
})

test('half a UTF-16 character fails the call', (t) => {
  const bad = 'BadUTF16: String encoding is bad UTF-16 sequence.'
  t.is(errorOf(hostCalls([log16(3)], { data: 'abc' })), bad)
  t.is(errorOf(hostCalls([log16(2)], { data: Uint8Array.of(0x00, 0xd8) })), bad)
})

test('a hundred logs are allowed, one more is not', (t) => {
  const hundred = new Array<HostCall>(100).fill(log(1))
  const outcome = hostCalls(hundred, { data: 'x' })
  t.is(outcome.error, undefined)
  t.is(outcome.logs.length, 100)
  const more = hostCalls([...hundred, log(1)], { data: 'x' })
  t.is(errorOf(more), 'NumberOfLogsExceeded: The number of logs will exceed the limit 100')
})

test('16,384 bytes of logs are allowed, one more is not', (t) => {
  const data = 'x'.repeat(16_385)
  t.is(hostCalls([log(16_000), log(384)], { data }).error, undefined)
  t.is(
    errorOf(hostCalls([log(16_000), log(385)], { data })),
    'TotalLogLengthExceeded: The length of a log message 16385 exceeds the limit 16384',
  )
})

test('a log without an end stops at the limit', (t) => {
  const outcome = hostCalls([log(-1n)], { data: 'x'.repeat(20_000) })
  t.is(
    errorOf(outcome),
    'TotalLogLengthExceeded: The length of a log message 16385 exceeds the limit 16384',
  )
})

test('the costs of a log are those of nearcore', (t) => {
  const { profile } = hostCalls([log(10)], { data: 'x'.repeat(10) })
  t.like(profile, {
    UTF8_DECODING_BASE: 3_111_779_061n,
    UTF8_DECODING_BYTE: 10n * 291_580_479n,
    LOG_BASE: 3_543_313_050n,
    LOG_BYTE: 10n * 13_198_791n,
  })
})

test('panic and panic_utf8 end the call with nearcore’s words', (t) => {
  t.is(
    errorOf(hostCalls([{ name: 'panic', args: [] }])),
    'GuestPanic: Smart contract panicked: explicit guest panic',
  )
  t.is(
    errorOf(hostCalls([{ name: 'panic_utf8', args: [4, 0] }], { data: 'oops' })),
    'GuestPanic: Smart contract panicked: oops',
  )
})

test('abort logs and panics with AssemblyScript’s place of the error', (t) => {
  const text = (content: string) => {
    const bytes = Buffer.from(content, 'utf16le')
    return Buffer.concat([Buffer.from(Uint32Array.of(bytes.length).buffer), bytes])
  }
  const message = text('bad')
  const data = Buffer.concat([message, text('file.ts')])
  const bytes = Array.from(data, (byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')
  const code = wat(`(module (import "env" "abort" (func $abort (param i32 i32 i32 i32)))
    (memory 1) (data (i32.const 0) "${bytes}")
    (func (export "main") (call $abort (i32.const 4) (i32.const ${message.length + 4}) (i32.const 3) (i32.const 7)))
    (func (export "low") (call $abort (i32.const 3) (i32.const 8) (i32.const 3) (i32.const 7))))`)
  const outcome = call(code)
  const place = 'bad, filename: "file.ts" line: 3 col: 7'
  t.is(errorOf(outcome), `GuestPanic: Smart contract panicked: ${place}`)
  t.deepEqual(outcome.logs, [`ABORT: ${place}`])
  t.is(errorOf(call(code, { method: 'low' })), 'BadUTF16: String encoding is bad UTF-16 sequence.')
})

test('returned values may have 4 MiB and no more', (t) => {
  const give = (length: number) => call(callingContract([], '', { start: 0, length }))
  t.is(give(4_194_304).error, undefined)
  t.is(
    errorOf(give(4_194_305)),
    'ReturnedValueLengthExceeded: The length of a returned value 4194305 exceeds the limit 4194304',
  )
})

test('returning a value pays for each account that waits for it', (t) => {
  const code = callingContract([], '', { start: 0, length: 10 })
  const outputDataReceivers = ['other.near', 'contract.near']
  const { profile } = call(code, { context: { outputDataReceivers } })
  t.is(profile.NEW_DATA_RECEIPT_BYTE, 10n * (47_683_715n + 17_212_011n + 2n * 17_212_011n))
  t.is(call(code).profile.NEW_DATA_RECEIPT_BYTE, undefined)
})
