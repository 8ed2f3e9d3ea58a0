import { readFileSync } from 'node:fs'
import { z } from 'zod'

// Values checked against the committed ABI, as a reader of that file would check them.

type Schema = z.core.JSONSchema.BaseSchema
type Parameter = { name: string; type_schema: Schema }
export type AbiFunction = {
  name: string
  doc: string
  kind: 'view' | 'call'
  modifiers?: string[]
  params?: { args: Parameter[] }
  result: { type_schema: Schema }
}

export const abi = JSON.parse(
  readFileSync(new URL('../../contract/abi.json', import.meta.url), 'utf8'),
) as {
  schema_version: string
  metadata: Record<string, string>
  body: { functions: AbiFunction[]; root_schema: Schema & { definitions: Record<string, Schema> } }
}

const { definitions, $schema } = abi.body.root_schema
const typeOf = (schema: Schema) =>
  z.fromJSONSchema({ ...schema, definitions, $schema } as z.core.JSONSchema.JSONSchema)

const checks = new Map(
  abi.body.functions.map(({ name, params, result }) => {
    const args = params?.args ?? []
    const properties = Object.fromEntries(args.map((arg) => [arg.name, arg.type_schema]))
    // near-abi has no optional arguments: those that may be null may be left out.
    const required = args
      .filter((arg) => !typeOf(arg.type_schema).safeParse(null).success)
      .map((arg) => arg.name)
    const object = { type: 'object', properties, required, additionalProperties: false }
    return [name, { args: typeOf(object as Schema), result: typeOf(result.type_schema) }] as const
  }),
)

/** Returns what is wrong with a method's arguments or its answer by the ABI, or undefined. */
export function abiProblem(
  method: string,
  kind: 'args' | 'result',
  value: unknown,
): string | undefined {
  const checked = checks.get(method)?.[kind].safeParse(value)
  if (checked === undefined) return `The ABI has no method ${method}.`
  return checked.success ? undefined : z.prettifyError(checked.error)
}
