import { z } from 'zod'
import { type MethodAbi, methods } from './methods.ts'

// near-abi's document (schema 0.4.0), whose types are JSON Schema draft 7.

const SCHEMA_VERSION = '0.4.0'

type Schema = z.core.JSONSchema.BaseSchema
type Definitions = Record<string, Schema>

/** Writes the ABI of a version of the registry as JSON text, as contract/abi.json holds it. */
export function abiDocument(version: string): string {
  const definitions: Definitions = {}
  const functions = Object.keys(methods)
    .sort()
    .map((method) => functionAbi(method, methods[method] as MethodAbi, definitions))
  const document = {
    schema_version: SCHEMA_VERSION,
    metadata: { name: 'countersign-registry', version },
    body: {
      functions,
      root_schema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        title: 'The Countersign registry',
        definitions: Object.fromEntries(Object.entries(definitions).sort(byName)),
      },
    },
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function functionAbi(name: string, method: MethodAbi, definitions: Definitions): object {
  const args = Object.entries(method.args).map(([arg, type]) => ({
    name: arg,
    type_schema: typeSchema(type, definitions),
  }))
  return {
    name,
    doc: method.doc,
    kind: method.kind,
    ...(method.payable ? { modifiers: ['payable'] } : {}),
    ...(args.length === 0 ? {} : { params: { serialization_type: 'json', args } }),
    result: { serialization_type: 'json', type_schema: typeSchema(method.result, definitions) },
  }
}

/** Returns a type's schema, and adds to `definitions` the named ones that it refers to. */
function typeSchema(type: z.ZodType, definitions: Definitions): Schema {
  // In an object, since a type that stands alone is written out instead of being referred to by its name.
  const schema = z.toJSONSchema(z.object({ type }), { target: 'draft-7', io: 'input' })
  Object.assign(definitions, schema.definitions)
  return schema.properties?.type as Schema
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1)
