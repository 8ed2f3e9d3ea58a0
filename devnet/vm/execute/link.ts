import { VmFault } from '../errors.ts'
import type { HostFunctions } from '../host/host-function.ts'
import type { WasmModule } from '../wasm/module.ts'

/** Refuses a module that imports what the host does not have, or by another signature. nearcore reports both as a link error when it loads the module. */
export function checkImports(module: WasmModule, hostFunctions: HostFunctions): void {
  for (const { name, typeIndex } of module.imports) {
    const known = Object.hasOwn(hostFunctions, name) ? hostFunctions[name] : undefined
    if (known === undefined)
      throw linkFault(`unknown import: \`env::${name}\` has not been defined`)
    const type = module.types[typeIndex]
    const isSame =
      type !== undefined &&
      type.result === known.result &&
      type.params.length === known.params.length &&
      type.params.every((param, i) => param === known.params[i])
    if (!isSame) throw linkFault(`incompatible import type for \`env::${name}\``)
  }
}

function linkFault(message: string): VmFault {
  return new VmFault('contract_stopped', {
    type: 'ExecutionError',
    message: `Link Error: ${message}`,
  })
}
