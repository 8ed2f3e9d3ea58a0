import type { Limits } from '../../parameters/index.ts'
import type { VmFault } from '../errors.ts'
import type { ByteReader } from '../wasm/byte-reader.ts'
import type { WasmModule } from '../wasm/module.ts'
import { readValueType } from '../wasm/read-value-type.ts'
import { prepareFault } from './prepare-fault.ts'
import { readLimits } from './read-limits.ts'

const TABLE = 1
const MEMORY = 2
const GLOBAL = 3

/**
 * Reads imports: only functions of `env`. nearcore gives every module its memory, so one that imports a memory is refused. Like everything that it refuses
 * here, it does so only after it has found the section well-formed.
 */
export function readImportSection(section: ByteReader, module: WasmModule, limits: Limits): void {
  let refused: VmFault | undefined
  let memories = 0
  for (let left = section.u32(); left > 0; left--) {
    const from = section.name()
    const name = section.name()
    const kind = section.u8()
    switch (kind) {
      case 0:
        module.imports.push({ name, typeIndex: section.u32() })
        break
      case TABLE:
        if (section.u8() !== 0x70) section.fail('a table does not hold functions')
        readLimits(section)
        break
      case MEMORY:
        readLimits(section)
        if (++memories > 1) section.fail('it has more than one memory')
        break
      case GLOBAL:
        readValueType(section)
        if (section.u8() > 1) section.fail('a global has flags that are not allowed')
        break
      default:
        section.fail('an import is of a kind that is not allowed')
    }
    refused ??= refusal(from, kind, module.imports.length, limits)
  }
  for (const { typeIndex } of module.imports) module.functionTypes.push(typeIndex)
  if (refused !== undefined && section.atEnd()) throw refused
}

function refusal(
  from: string,
  kind: number,
  functions: number,
  limits: Limits,
): VmFault | undefined {
  if (from !== 'env' || kind === TABLE || kind === GLOBAL) return prepareFault('Instantiate')
  if (kind === MEMORY) return prepareFault('Memory')
  return functions > limits.maxFunctionsNumberPerContract
    ? prepareFault('TooManyFunctions')
    : undefined
}
