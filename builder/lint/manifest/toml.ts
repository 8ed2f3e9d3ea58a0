import { parse, TomlError } from 'smol-toml'
import { lineFrom, lineNumbers } from './lines.ts'
import type { ParsedManifest } from './manifest.ts'
import { tomlKeyLines } from './toml-key-lines.ts'

const MOST_DEPTH = 100

/** Reads TOML, and where its keys are. */
export function parseToml(file: string, text: string): ParsedManifest {
  try {
    const value = parse(text, { maxDepth: MOST_DEPTH, integersAsBigInt: 'asNeeded' })
    const lines = text.split('\n')
    const keys = tomlKeyLines(lines)
    return { file, value, ...lineNumbers((path) => lineFrom(keys, path), lines) }
  } catch (error) {
    if (!(error instanceof TomlError)) return { malformed: 'it cannot be parsed', line: 1 }
    const [said = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n')
    return { malformed: said, line: error.line, column: error.column }
  }
}
