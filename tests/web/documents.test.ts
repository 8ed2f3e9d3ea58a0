import { readFile } from 'node:fs/promises'
import test from 'ava'
import { buildSchema, parse, validate } from 'graphql'
import { formatTypeScript } from '../../scripts/format-typescript.ts'
import { printPageTypes } from '../../scripts/page-types.ts'
import { documents } from '../../web/documents/index.ts'

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
const schema = buildSchema(await read('api/schema.graphql'))

test('every question that pages ask fits api/schema.graphql', (t) => {
  t.true(documents.length >= 8)
  for (const { text } of documents) t.deepEqual(validate(schema, parse(text)), [], text)
})

test('web/answers.gen.ts has the types of all answers (write it anew with scripts/write-page-types.ts)', async (t) => {
  const texts = documents.map(({ text }) => text)
  t.is(formatTypeScript(printPageTypes(schema, texts)), await read('web/answers.gen.ts'))
})
