import { readFile, writeFile } from 'node:fs/promises'
import { abiDocument } from '../contract/abi/document.ts'

// Writes contract/abi.json anew after a change of the registry's methods. Usage: node scripts/write-abi.ts

const { version } = JSON.parse(
  await readFile(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string }
const file = new URL('../contract/abi.json', import.meta.url)
await writeFile(file, abiDocument(version))
console.log(`Wrote ${file.pathname}.`)
