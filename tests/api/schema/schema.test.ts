import { readFile } from 'node:fs/promises'
import test from 'ava'
import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { printSdl, schema } from '../../../api/index.ts'

test('api/schema.graphql is the schema (write it anew with scripts/write-schema.ts)', async (t) => {
  const committed = await readFile(new URL('../../../api/schema.graphql', import.meta.url), 'utf8')
  t.is(printSdl(), committed)
})

test('everything in the schema is described', (t) => {
  const bare: string[] = []
  const check = (name: string, { description }: { description?: string | null | undefined }) => {
    if (description == null || description === '') bare.push(name)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue
    check(type.name, type)
    if (isEnumType(type))
      for (const value of type.getValues()) check(`${type.name}.${value.name}`, value)
    if (!isObjectType(type) && !isInputObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field)
      for (const arg of 'args' in field ? field.args : []) {
        check(`${type.name}.${field.name}(${arg.name})`, arg)
      }
    }
  }
  t.deepEqual(bare, [])
})
