/**
 * Node's WebAssembly, typed. TypeScript has it only in its browser libraries, which would bring
 * hundreds of names that Node lacks.
 */
export type WasmModule = { readonly opaque: unique symbol }

export type WasmMemory = { readonly buffer: ArrayBuffer; grow(pages: number): number }

/** Imports of a module: namespace, name, function. */
export type WasmImports = Record<string, Record<string, (...numbers: never[]) => unknown>>

export type WasmImportDescription = { module: string; name: string; kind: string }

type WasmApi = {
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule>
  instantiate(module: WasmModule, imports: WasmImports): Promise<{ exports: unknown }>
  Module: { imports(module: WasmModule): WasmImportDescription[] }
}

const api = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly

/** Compiles a module's bytes. */
export function compileWasm(bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule> {
  return api.compile(bytes)
}

/** Lists what a module imports. */
export function importsOf(module: WasmModule): WasmImportDescription[] {
  return api.Module.imports(module)
}

/** Makes an instance and gives its exports, whose type the caller knows from the C sources. */
export async function instantiateWasm<Exports>(
  module: WasmModule,
  imports: WasmImports,
): Promise<Exports> {
  const { exports } = await api.instantiate(module, imports)
  return exports as Exports
}
