import { SECTION } from '../../../toolchain/wasm-reader.ts'
import { readNameSection } from '../custom/name-section.ts'
import { type BodyReading, readBody } from '../module/body.ts'
import { countImportedFunctions, type FunctionBody, type Module } from '../module/module.ts'

/** A function with code, as it is looked at to find its counterpart. */
export type OwnFunction = FunctionBody &
  BodyReading & {
    /** From the name section, or else from an export; null if it has none, or shares it with another. */
    name: string | null
    /** The bytes of its code, as a text that can be a key. */
    code: string
  }

/** One of the two modules with what is known of its functions. */
export type Side = {
  module: Module
  functions: OwnFunction[]
  /** Names of all functions by their index. */
  names: Map<number, string>
}

/** Reads all functions of a module. */
export function readSide(module: Module): Side {
  const names = functionNames(module)
  const unique = uniqueNames(names, countImportedFunctions(module))
  const functions = module.bodies.map((body) => ({
    ...body,
    ...readBody(module.bytes, body),
    name: unique.get(body.index) ?? null,
    code: Buffer.from(
      module.bytes.buffer,
      module.bytes.byteOffset + body.start,
      body.end - body.start,
    ).toString('latin1'),
  }))
  return { module, functions, names }
}

/** Takes names from the name section, from exports and from imports, the first that has one. */
function functionNames(module: Module): Map<number, string> {
  const names = new Map<number, string>()
  let index = 0
  for (const { kind, name } of module.imports) if (kind === 'function') names.set(index++, name)
  for (const { kind, name, index: exported } of module.exports) {
    if (kind === 'function' && !names.has(exported)) names.set(exported, name)
  }
  const section = module.sections.find(({ id, name }) => id === SECTION.custom && name === 'name')
  const given = section && readNameSection(module.bytes, section)
  for (const [of, name] of given?.functions ?? []) {
    if (of < module.functionTypes.length && name !== '') names.set(of, name)
  }
  return names
}

function uniqueNames(names: Map<number, string>, firstOwn: number): Map<number, string> {
  const counts = new Map<string, number>()
  for (const [index, name] of names) {
    if (index >= firstOwn) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return new Map([...names].filter(([, name]) => counts.get(name) === 1))
}
