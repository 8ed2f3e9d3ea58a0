import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schema } from '../api/index.ts'
import { documents } from '../web/documents/index.ts'
import { formatTypeScript } from './format-typescript.ts'
import { printPageTypes } from './page-types.ts'

const types = printPageTypes(
  schema,
  documents.map(({ text }) => text),
)
const file = join(import.meta.dirname, '../web/answers.gen.ts')
writeFileSync(file, formatTypeScript(types))
