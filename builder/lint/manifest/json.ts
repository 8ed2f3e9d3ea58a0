import { lineNumbers } from './lines.ts'
import { isTable, type ParsedManifest } from './manifest.ts'

/** Reads a JSON object, and finds its keys by the text. */
export function parseJson(file: string, text: string): ParsedManifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const at = / at position (\d+)/.exec(said)?.[1]
    const line = at === undefined ? 1 : lineAt(text, Number(at))
    return { malformed: at === undefined ? 'it is no JSON' : 'it is no JSON from here on', line }
  }
  if (!isTable(value)) return { malformed: 'it is no JSON object', line: 1 }
  return { file, value, ...lineNumbers(lineOf, text.split('\n')) }

  /** Looks for each key after the one before it; a key of the same name in between is taken for it. */
  function lineOf(path: readonly string[]): number {
    let from = 0
    for (const key of path) {
      const at = text.indexOf(`${JSON.stringify(key)}:`, from)
      if (at < 0) break
      from = at
    }
    return lineAt(text, from)
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
