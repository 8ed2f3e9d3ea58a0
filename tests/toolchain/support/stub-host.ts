import {
  compileWasm,
  importsOf,
  instantiateWasm,
  type WasmImports,
  type WasmMemory,
  type WasmModule,
} from '../../../toolchain/web-assembly.ts'

/** Registers, storage and the few host functions that the test contracts call. No gas, no limits. */
export type StubHost = {
  /** Calls a method and gives back what it returned, as text; throws with the text of a panic. */
  call(method: string, args?: string): Promise<string>
  readonly logs: string[]
  readonly storage: Map<string, Uint8Array>
}

export type StubContext = {
  predecessor?: string
  blockTimestamp?: bigint
  deposit?: bigint
}

/** Pages that NEAR gives to every contract at start, whatever the module declares. */
const NEAR_PAGES = 1024

/** Instantiates a contract for each call, as a chain does; only the storage stays. */
export async function createStubHost(
  wasm: Uint8Array<ArrayBuffer>,
  context: StubContext = {},
): Promise<StubHost> {
  const module = await compileWasm(wasm)
  const logs: string[] = []
  const storage = new Map<string, Uint8Array>()
  return {
    logs,
    storage,
    async call(method, args = '') {
      const registers = new Map<bigint, Uint8Array>()
      let returned = ''
      let memory: WasmMemory = { buffer: new ArrayBuffer(0), grow: () => -1 }
      const read = (length: bigint, at: bigint) =>
        new Uint8Array(memory.buffer).slice(Number(at), Number(at) + Number(length))
      const text = (length: bigint, at: bigint) => Buffer.from(read(length, at)).toString('utf8')
      const set = (register: bigint, bytes: Uint8Array) => void registers.set(register, bytes)
      const writeU128 = (at: bigint, value: bigint) => {
        const view = new DataView(memory.buffer)
        view.setBigUint64(Number(at), value & 0xffff_ffff_ffff_ffffn, true)
        view.setBigUint64(Number(at) + 8, value >> 64n, true)
      }
      const env: Record<string, (...numbers: never[]) => unknown> = {
        input: (register: bigint) => set(register, Buffer.from(args)),
        register_len: (register: bigint) =>
          BigInt(registers.get(register)?.length ?? 0xffff_ffff_ffff_ffffn),
        read_register: (register: bigint, at: bigint) =>
          new Uint8Array(memory.buffer).set(registers.get(register) ?? [], Number(at)),
        predecessor_account_id: (register: bigint) =>
          set(register, Buffer.from(context.predecessor ?? 'alice.near')),
        current_account_id: (register: bigint) => set(register, Buffer.from('contract.near')),
        attached_deposit: (at: bigint) => writeU128(at, context.deposit ?? 0n),
        block_timestamp: () => context.blockTimestamp ?? 0n,
        value_return: (length: bigint, at: bigint) => {
          returned = text(length, at)
        },
        log_utf8: (length: bigint, at: bigint) => void logs.push(text(length, at)),
        panic_utf8: (length: bigint, at: bigint) => {
          throw new Error(`panic: ${text(length, at)}`)
        },
        storage_write: (
          keyLength: bigint,
          key: bigint,
          valueLength: bigint,
          value: bigint,
          register: bigint,
        ) => {
          const name = text(keyLength, key)
          const old = storage.get(name)
          if (old !== undefined) set(register, old)
          storage.set(name, read(valueLength, value))
          return old === undefined ? 0n : 1n
        },
        storage_read: (keyLength: bigint, key: bigint, register: bigint) => {
          const value = storage.get(text(keyLength, key))
          if (value !== undefined) set(register, value)
          return value === undefined ? 0n : 1n
        },
      }
      const contract = await instantiateWasm<ContractExports>(module, withTraps(module, env))
      memory = contract.memory
      memory.grow(NEAR_PAGES - memory.buffer.byteLength / 65_536)
      const run = contract[method]
      if (run === undefined || !('call' in run)) throw new Error(`no method ${method}`)
      run()
      return returned
    },
  }
}

type ContractExports = { memory: WasmMemory; [method: string]: WasmMemory | (() => void) }

function withTraps(
  module: WasmModule,
  env: Record<string, (...numbers: never[]) => unknown>,
): WasmImports {
  const imports: Record<string, (...numbers: never[]) => unknown> = {}
  for (const { name } of importsOf(module)) {
    imports[name] =
      env[name] ??
      (() => {
        throw new Error(`the stub host has no ${name}`)
      })
  }
  return { env: imports }
}
