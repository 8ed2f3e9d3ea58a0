import assert from 'node:assert'
import binaryen from 'binaryen'
import { DEFAULT_PROTOCOL_VERSION, protocolParameters } from '../../../devnet/parameters/index.ts'
import { createVm, type VmContext, type VmOutcome } from '../../../devnet/vm/index.ts'

const { MVP, MutableGlobals, SignExt, NontrappingFPToInt, BulkMemory, ReferenceTypes } =
  binaryen.Features

const SWITCHED_ON =
  MVP | MutableGlobals | SignExt | NontrappingFPToInt | BulkMemory | ReferenceTypes
/** What nearcore had switched on at protocol 57. */
export const FIRST_VERSION = MVP | MutableGlobals

/** Assembles WebAssembly text with what nearcore has switched on. */
export function wat(text: string, features = SWITCHED_ON): Uint8Array {
  const module = binaryen.parseText(text)
  module.setFeatures(features)
  const bytes = module.emitBinary()
  module.dispose()
  return bytes
}

export const TGAS = 10n ** 12n

/** A context of `alice.near` calling `contract.near` with 100 Tgas. */
export function contextOf(changes: Partial<VmContext> = {}): VmContext {
  return {
    chainId: 'mainnet',
    currentAccountId: 'contract.near',
    signerAccountId: 'alice.near',
    signerPublicKey: Uint8Array.of(0, ...new Uint8Array(32).fill(7)),
    predecessorAccountId: 'bob.near',
    refundToAccountId: 'bob.near',
    accountContract: { kind: 'none' },
    input: new Uint8Array(),
    promiseResults: [],
    blockHeight: 1_000n,
    blockTimestamp: 1_700_000_000_000_000_000n,
    epochHeight: 12n,
    accountBalance: 10n ** 25n,
    accountLockedBalance: 3n,
    storageUsage: 500n,
    attachedDeposit: 10n ** 24n,
    prepaidGas: 100n * TGAS,
    randomSeed: new Uint8Array(32).fill(9),
    isView: false,
    dataId: (index) => new Uint8Array(32).fill(index),
    yields: { has: () => false, dataIdOf: () => undefined },
    ...changes,
  }
}

/** A storage whose contents can be seen: keys and values as text. */
export function createStorage(initial: Readonly<Record<string, string>> = {}) {
  const contents = new Map(Object.entries(initial))
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
  return {
    contents,
    get(key: Uint8Array): Uint8Array | undefined {
      const value = contents.get(text(key))
      return value === undefined ? undefined : Buffer.from(value, 'latin1')
    },
    set(key: Uint8Array, value: Uint8Array): void {
      contents.set(text(key), text(value))
    },
    remove(key: Uint8Array): void {
      contents.delete(text(key))
    },
  }
}

export type CallOptions = {
  method?: string
  context?: Partial<VmContext>
  storage?: ReturnType<typeof createStorage>
}

/** Makes a function that runs a method of a contract, `main` by default, at a protocol version, in both forms of the contract, which must agree. */
export function callerAt(protocolVersion: number) {
  const parameters = protocolParameters(protocolVersion)
  const fast = createVm({ parameters })
  const exact = createVm({ parameters, alwaysExact: true })
  return (code: Uint8Array, options: CallOptions = {}): VmOutcome => {
    const storage = options.storage ?? createStorage()
    const input = { code, method: options.method ?? 'main', context: contextOf(options.context) }
    const unwritten = { get: (key: Uint8Array) => storage.get(key), set: ignore, remove: ignore }
    const other = exact.run({ ...input, storage: unwritten })
    const outcome = fast.run({ ...input, storage })
    assert.deepStrictEqual(other, outcome)
    return outcome
  }
}

/** Does so at the version in force on mainnet. */
export const call = callerAt(DEFAULT_PROTOCOL_VERSION)

function ignore(): void {}

/** Declarations of the host functions that most test contracts use. */
export const HOST = `
  (import "env" "read_register" (func $read_register (param i64 i64)))
  (import "env" "register_len" (func $register_len (param i64) (result i64)))
  (import "env" "write_register" (func $write_register (param i64 i64 i64)))
  (import "env" "input" (func $input (param i64)))
  (import "env" "value_return" (func $value_return (param i64 i64)))
  (import "env" "log_utf8" (func $log_utf8 (param i64 i64)))
  (import "env" "panic_utf8" (func $panic_utf8 (param i64 i64)))
  (import "env" "storage_write" (func $storage_write (param i64 i64 i64 i64 i64) (result i64)))
  (import "env" "storage_read" (func $storage_read (param i64 i64 i64) (result i64)))
  (import "env" "storage_remove" (func $storage_remove (param i64 i64 i64) (result i64)))
  (import "env" "storage_has_key" (func $storage_has_key (param i64 i64) (result i64)))
`

/** A contract with the usual host functions, a memory that begins with `data`, and `body` as its method `main`. */
export function contract(body: string, data = '', more = '', features?: number): Uint8Array {
  const text = `(module ${HOST} ${more} (memory 1) (data (i32.const 0) "${data}")
    (func (export "main") ${body}))`
  return wat(text, features)
}

/** The value that a call returned, as text. */
export function returnedText(outcome: VmOutcome): string | undefined {
  return outcome.returned.kind === 'value'
    ? Buffer.from(outcome.returned.value).toString('latin1')
    : undefined
}

/** The error's kind and message, for comparing. */
export function errorOf(outcome: VmOutcome): string | undefined {
  const { error } = outcome
  if (error === undefined) return undefined
  const kind = 'kind' in error ? error.kind : error.type
  return 'message' in error ? `${kind}: ${error.message}` : kind
}
