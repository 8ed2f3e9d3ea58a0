import type { Limits } from '../../parameters/index.ts'
import type { ByteReader } from '../wasm/byte-reader.ts'
import type { WasmModule } from '../wasm/module.ts'
import { prepareFault } from './prepare-fault.ts'

/** Reads imports: only functions of `env`. nearcore gives every module its memory, so one that imports a memory is refused. */
export function readImportSection(section: ByteReader, module: WasmModule, limits: Limits): void {
  for (let left = section.u32(); left > 0; left--) {
    const from = section.name()
    const name = section.name()
    const kind = section.u8()
    if (kind > 3) section.fail('an import is of a kind that is not allowed')
    if (from !== 'env') throw prepareFault('Instantiate')
    if (kind === 1 || kind === 3) throw prepareFault('Instantiate')
    if (kind === 2) throw prepareFault('Memory')
    if (module.imports.length >= limits.maxFunctionsNumberPerContract) {
      throw prepareFault('TooManyFunctions')
    }
    const typeIndex = section.u32()
    module.imports.push({ name, typeIndex })
    module.functionTypes.push(typeIndex)
  }
}
