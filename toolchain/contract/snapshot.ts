import { ToolchainError } from '../errors.ts'
import type { BuildMode, Intrinsics } from '../types.ts'
import { compileWasm, instantiateWasm, type WasmMemory, type WasmModule } from '../web-assembly.ts'
import { buildTimeHost } from './host.ts'

/** The engine's memory as it is when the module body has run. */
export type Snapshot = {
  memory: Uint8Array
  /** Names of the exports that are methods, each with its number for the engine. */
  methods: { name: string; number: number }[]
}

type EngineExports = {
  memory: WasmMemory
  __stack_pointer: { readonly value: number }
  _initialize(): void
  allocate(length: number): number
  leave_out_unnamed(): void
  set_code(code: number, length: number, names: number): void
  start(methodCount: number): number
  is_method(number: number): number
  finish(): void
}

/**
 * Runs the engine at build time up to the point where a method could be called, and takes its
 * memory. A stock snapshot has only the bytecode in it, and its calls do the rest.
 */
export async function takeSnapshot(
  engineWasm: Uint8Array<ArrayBuffer>,
  bytecode: Uint8Array,
  exportNames: readonly string[],
  { mode, intrinsics }: { mode: BuildMode; intrinsics: Intrinsics },
): Promise<Snapshot> {
  const module = await compileWasm(engineWasm)
  const started = await instantiate(module, bytecode, exportNames)
  if (mode === 'preinitialised' && intrinsics === 'minimal') started.leave_out_unnamed()
  const error = started.start(exportNames.length)
  if (error !== 0) throw moduleBodyFailed(readText(started, error))
  const methods = exportNames
    .map((name, number) => ({ name, number }))
    .filter(({ number }) => started.is_method(number) === 1)
  if (mode === 'stock') {
    return { memory: memoryOf(await instantiate(module, bytecode, exportNames)), methods }
  }
  started.finish()
  return { memory: memoryOf(started), methods }
}

async function instantiate(
  module: WasmModule,
  bytecode: Uint8Array,
  exportNames: readonly string[],
): Promise<EngineExports> {
  const engine = await instantiateWasm<EngineExports>(module, buildTimeHost(module))
  engine._initialize()
  const names = exportNames.map((name) => write(engine, Buffer.from(`${name}\0`, 'utf8')))
  const pointers = Buffer.alloc(4 * names.length)
  names.forEach((at, index) => {
    pointers.writeUInt32LE(at, 4 * index)
  })
  const namesAt = write(engine, pointers)
  engine.set_code(write(engine, bytecode), bytecode.length, namesAt)
  return engine
}

function write(engine: EngineExports, bytes: Uint8Array): number {
  const at = engine.allocate(bytes.length)
  new Uint8Array(engine.memory.buffer).set(bytes, at)
  return at
}

/** Copies the memory without what lies below the stack pointer: left over from calls that returned. */
function memoryOf(engine: EngineExports): Uint8Array {
  const memory = new Uint8Array(engine.memory.buffer).slice()
  memory.fill(0, 0, engine.__stack_pointer.value)
  return memory
}

function readText(engine: EngineExports, at: number): string {
  const memory = Buffer.from(engine.memory.buffer)
  return memory.toString('utf8', at, memory.indexOf(0, at))
}

function moduleBodyFailed(text: string): ToolchainError {
  return new ToolchainError(
    'MODULE_BODY_FAILED',
    `The contract fails while it is loaded, before any method could be called: ${text}.`,
    { exception: text },
  )
}
