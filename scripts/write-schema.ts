import { writeFile } from 'node:fs/promises'
import { printSdl } from '../api/index.ts'

// Writes api/schema.graphql anew after a change of the schema. Usage: node scripts/write-schema.ts

const file = new URL('../api/schema.graphql', import.meta.url)
await writeFile(file, printSdl())
console.log(`Wrote ${file.pathname}.`)
