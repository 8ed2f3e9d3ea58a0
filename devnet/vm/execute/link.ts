import { VmFault } from '../errors.ts'
import type { HostFunctions } from '../host/host-function.ts'
import { F32, F64, FUNCREF, I32, I64, type ValueType, type WasmModule } from '../wasm/module.ts'

/**
 * Refuses a module that imports what the host does not have, or by another signature. nearcore reports both as a link error when it loads the module, in
 * Wasmtime's words (`wasmtime_runner/mod.rs`, `into_vm_error`).
 */
export function checkImports(module: WasmModule, hostFunctions: HostFunctions): void {
  for (const { name, typeIndex } of module.imports) {
    const known = Object.hasOwn(hostFunctions, name) ? hostFunctions[name] : undefined
    if (known === undefined) throw linkFault('unknown or invalid import')
    const type = module.types[typeIndex]
    const isSame =
      type !== undefined &&
      type.result === known.result &&
      type.params.length === known.params.length &&
      type.params.every((param, i) => param === known.params[i])
    if (!isSame && type) throw linkFault(mismatchText(type, known))
  }
}

type Signature = { params: readonly ValueType[]; result: ValueType | undefined }

function mismatchText(expected: Signature, found: Signature): string {
  return `types incompatible: expected type \`${signatureText(expected)}\`, found type \`${signatureText(found)}\``
}

const typeTexts: Readonly<Record<ValueType, string>> = {
  [I32]: 'i32',
  [I64]: 'i64',
  [F32]: 'f32',
  [F64]: 'f64',
  [FUNCREF]: 'funcref',
}

function signatureText({ params, result }: Signature): string {
  const given = params.map((type) => ` ${typeTexts[type]}`).join('')
  const param = given === '' ? '' : ` (param${given})`
  return `(func${param}${result === undefined ? '' : ` (result ${typeTexts[result]})`})`
}

function linkFault(message: string): VmFault {
  return new VmFault('contract_stopped', {
    type: 'ExecutionError',
    message: `Link Error: ${message}`,
  })
}
