import type { VmOutcome } from '../../../devnet/vm/index.ts'
import { type CallOptions, call, wat } from './support.ts'

export type HostCall = {
  name: string
  args: readonly (bigint | number)[]
  /** Whether it gives a number; of 64 bits unless it says otherwise. */
  gives?: boolean | 'i32'
}

/**
 * Makes a contract that has `data` at address 0, makes host calls one after the other, stores the number that each gives at 60,000 and on, 8 bytes each, and
 * then returns the bytes from `returned.start` on.
 */
export function callingContract(
  calls: readonly HostCall[],
  data: string | Uint8Array = '',
  returned?: { start: number; length: number },
): Uint8Array {
  const imports = new Map<string, string>()
  for (const { name, args, gives } of calls) {
    const params = args.length === 0 ? '' : `(param ${args.map(() => 'i64').join(' ')})`
    imports.set(name, `(import "env" "${name}" (func $${name} ${params} ${resultOf(gives)}))`)
  }
  if (returned) {
    imports.set(
      'value_return',
      '(import "env" "value_return" (func $value_return (param i64 i64)))',
    )
  }
  const body = calls.map(({ name, args, gives }, i) => {
    const made = `(call $${name} ${args.map((arg) => `(i64.const ${BigInt.asIntN(64, BigInt(arg))})`).join(' ')})`
    const number = gives === 'i32' ? `(i64.extend_i32_u ${made})` : made
    return gives ? `(i64.store (i32.const ${60_000 + 8 * i}) ${number})` : made
  })
  const end = returned
    ? `(call $value_return (i64.const ${returned.length}) (i64.const ${returned.start}))`
    : ''
  return wat(`(module ${[...imports.values()].join(' ')} (memory 1) (data (i32.const 0) "${escapeBytes(data)}")
    (func (export "main") ${body.join(' ')} ${end}))`)
}

function resultOf(gives: HostCall['gives']): string {
  if (!gives) return ''
  return gives === 'i32' ? '(result i32)' : '(result i64)'
}

function escapeBytes(data: string | Uint8Array): string {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data
  return Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')
}

export type HostOptions = CallOptions & { data?: string | Uint8Array }

/** Makes host calls; gives the outcome. */
export function hostCalls(calls: readonly HostCall[], options: HostOptions = {}): VmOutcome {
  return call(callingContract(calls, options.data), options)
}

/** Makes host calls and gives the number that the last one gave. */
export function numberFrom(calls: readonly HostCall[], options: HostOptions = {}): bigint {
  const start = 60_000 + 8 * (calls.length - 1)
  return littleEndian(bytesFrom(calls, { start, length: 8 }, options))
}

/** Makes host calls and gives what is then in memory. */
export function bytesFrom(
  calls: readonly HostCall[],
  where: { start: number; length: number },
  options: HostOptions = {},
): Buffer {
  const outcome = call(callingContract(calls, options.data, where), options)
  if (outcome.error !== undefined) throw new Error(JSON.stringify(outcome.error))
  if (outcome.returned.kind !== 'value') throw new Error('nothing was returned')
  return Buffer.from(outcome.returned.value)
}

/** Makes host calls that leave something in register 0 and gives that. */
export function registerAfter(calls: readonly HostCall[], options: HostOptions = {}): Buffer {
  const code = callingContract([...calls, { name: 'value_return', args: [-1n, 0] }], options.data)
  const outcome = call(code, options)
  if (outcome.error !== undefined) throw new Error(JSON.stringify(outcome.error))
  if (outcome.returned.kind !== 'value') throw new Error('nothing was returned')
  return Buffer.from(outcome.returned.value)
}

export function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
