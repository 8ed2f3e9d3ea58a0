/** The part of the WebAssembly JavaScript interface that the VM uses. TypeScript declares it in its browser library only, which Node code does not load. */
export type WasmMemory = { readonly buffer: ArrayBuffer }
export type WasmGlobal<Value> = { value: Value }
export type WasmModuleObject = object
export type WasmInstance = { readonly exports: Readonly<Record<string, unknown>> }

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>

type Api = {
  validate(bytes: Uint8Array): boolean
  Module: new (bytes: Uint8Array) => WasmModuleObject
  Instance: new (module: WasmModuleObject, imports: Imports) => WasmInstance
  /** Sizes in pages of 65,536 bytes. */
  Memory: new (size: {
    initial: number
    maximum: number
  }) => WasmMemory
  RuntimeError: new (message?: string) => Error
}

export const webAssembly: Api = (globalThis as unknown as { WebAssembly: Api }).WebAssembly
