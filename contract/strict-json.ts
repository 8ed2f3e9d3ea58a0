import { every, isDigit, isLetter } from '../protocol/characters.ts'
import { ProtocolError } from '../protocol/errors.ts'

// The engine's JSON parser takes the last of two members with one name, and spellings that JSON does not have.

/**
 * Refuses a text that gives a field twice, or that is no JSON to the letter; `value` is what the engine has read from it.
 *
 * What the engine would write itself, or the same with white space, is in order, and is recognised in native code.
 */
export function requireStrictJson(text: string, value: unknown): void {
  const json = JSON.stringify(value)
  if (json === text || json.replaceAll(' ', '') === withoutWhite(text)) return
  checkMembers(splitAtQuotes(text))
}

const WHITE = ['\n', '\r', '\t', ' ']

/** Takes all white space out, also of strings, unless one is escaped: the tokens then stay the same ones. */
function withoutWhite(text: string): string | undefined {
  const escapes = holds(text, '\\')
  let rest = text
  for (const white of WHITE) {
    if (escapes && holds(text, `\\${white}`)) return undefined
    rest = rest.replaceAll(white, '')
  }
  return rest
}

/** Searches as `includes` does, at a tenth of its gas. */
const holds = (text: string, part: string): boolean => text.replaceAll(part, '') !== text

/** Splits at the quotes around strings: what is between them comes at odd places. */
function splitAtQuotes(text: string): string[] {
  // Backslashes and quotes are spelled so that no escape holds one.
  const safe = text.split('\\\\').join('\\u005c')
  for (const escaped of safe.split('\\').slice(1)) {
    const hex = escaped[0] === 'u' && isCodeUnit(escaped.slice(1, 5))
    if (!hex && '"/bfnrt'.indexOf(escaped[0] ?? 'u') < 0) {
      refuse(`${JSON.stringify(`\\${escaped.slice(0, 1)}`)} is no escape of it`)
    }
  }
  return safe.split('\\"').join('\\u0022').split('"')
}

const isCodeUnit = (digits: string): boolean =>
  digits.length === 4 && every(digits, (c) => Number(`0x${String.fromCharCode(c)}`) >= 0)

/** An object or an array that is open at a place in the text. */
type Open = { path: string; seen: Set<string> | null; key: string; index: number }

function checkMembers(parts: readonly string[]): void {
  const open: Open[] = []
  for (let i = 0; i < parts.length; i += 2) {
    checkStructure(parts[i] as string, open)
    const inside = open[open.length - 1]
    const isKey = i + 2 < parts.length && (parts[i + 2] as string).trim()[0] === ':'
    if (isKey && inside !== undefined) takeKey(parts[i + 1] as string, inside)
  }
}

function takeKey(spelled: string, inside: Open): void {
  if (inside.seen === null) return
  inside.key = JSON.parse(`"${spelled}"`)
  if (inside.seen.has(inside.key)) throw new ProtocolError(pathWithin(inside), 'is given twice')
  inside.seen.add(inside.key)
}

/** Goes along brackets and commas, and looks at the numbers between them. */
function checkStructure(structure: string, open: Open[]): void {
  if (structure === ':') return
  let word = ''
  for (const c of structure) {
    const code = c.charCodeAt(0)
    if (isDigit(code) || isLetter(code) || c === '-' || c === '+' || c === '.') {
      word += c
      continue
    }
    if (word !== '') checkNumber(word)
    word = ''
    const inside = open[open.length - 1]
    if (c === '{' || c === '[') {
      const path = inside === undefined ? '' : pathWithin(inside)
      open.push({ path, seen: c === '{' ? new Set() : null, key: '', index: 0 })
    } else if (c === '}' || c === ']') open.pop()
    else if (c === ',' && inside !== undefined) inside.index++
  }
  if (word !== '') checkNumber(word)
}

/** Refuses what the engine takes for a number beyond JSON: `1.`, `1.e5` and `-01`. */
function checkNumber(word: string): void {
  const point = word.indexOf('.')
  const digits = word[0] === '-' ? word.slice(1) : word
  const bare = point >= 0 && !isDigit(word.charCodeAt(point + 1))
  if (bare || (digits[0] === '0' && isDigit(digits.charCodeAt(1)))) {
    refuse(`${word.slice(0, 32)} is no number of it`)
  }
}

function pathWithin({ path, seen, key, index }: Open): string {
  if (seen === null) return `${path}[${index}]`
  const name = key.slice(0, 64)
  return path === '' ? name : `${path}.${name}`
}

function refuse(reason: string): never {
  throw new ProtocolError('args', `must be JSON (${reason})`)
}
