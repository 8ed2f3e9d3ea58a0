import test from 'ava'
import { bytesFrom, type HostCall, hostCalls, numberFrom } from './host-call.ts'
import { errorOf } from './support.ts'

const write = (id: bigint | number, length: number, pointer = 0): HostCall => ({
  name: 'write_register',
  args: [id, length, pointer],
})

test('a register gives back what was written to it', (t) => {
  const bytes = bytesFrom(
    [write(7, 5), { name: 'read_register', args: [7, 100] }],
    { start: 100, length: 5 },
    { data: 'hello' },
  )
  t.is(bytes.toString(), 'hello')
})

test('what is written to a register is a copy', (t) => {
  const bytes = bytesFrom(
    [
      write(7, 2),
      write(8, 2, 2),
      { name: 'read_register', args: [8, 0] },
      { name: 'read_register', args: [7, 2] },
    ],
    { start: 0, length: 4 },
    { data: 'abcd' },
  )
  t.is(bytes.toString(), 'cdab')
})

test('register ids may have all of 64 bits', (t) => {
  const id = 2n ** 64n - 5n
  const length = numberFrom([write(id, 3), { name: 'register_len', args: [id], gives: true }], {
    data: 'abc',
  })
  t.is(length, 3n)
})

test('the length of an unused register is the largest number', (t) => {
  t.is(numberFrom([{ name: 'register_len', args: [1], gives: true }]), 2n ** 64n - 1n)
})

test('reading an unused register fails', (t) => {
  const outcome = hostCalls([{ name: 'read_register', args: [3, 0] }])
  t.is(errorOf(outcome), 'InvalidRegisterId: Accessed invalid register id: 3')
})

test('a hundred registers are allowed, and then not even replacing one', (t) => {
  const hundred = Array.from({ length: 100 }, (_, id) => write(id, 1))
  t.is(hostCalls(hundred).error, undefined)
  const violation = 'MemoryAccessViolation: Accessed memory outside the bounds.'
  t.is(errorOf(hostCalls([...hundred, write(100, 1)])), violation)
  t.is(errorOf(hostCalls([...hundred, write(0, 1)])), violation)
})

test('register costs are those of nearcore', (t) => {
  const { profile } = hostCalls([write(0, 10), { name: 'read_register', args: [0, 100] }])
  t.like(profile, {
    BASE: 2n * 264_768_111n,
    READ_MEMORY_BASE: 2_609_863_200n,
    READ_MEMORY_BYTE: 10n * 3_801_333n,
    WRITE_REGISTER_BASE: 2_865_522_486n,
    WRITE_REGISTER_BYTE: 10n * 3_801_564n,
    READ_REGISTER_BASE: 2_517_165_186n,
    READ_REGISTER_BYTE: 10n * 98_562n,
    WRITE_MEMORY_BASE: 2_803_794_861n,
    WRITE_MEMORY_BYTE: 10n * 2_723_772n,
  })
})
