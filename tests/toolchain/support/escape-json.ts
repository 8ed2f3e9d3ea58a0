/** Writes the characters of JSON texts as \uXXXX where a function says so; the punctuation stays. */
export function escapeSome(json: string, isEscaped: (index: number) => boolean): string {
  let isInside = false
  let result = ''
  for (const [character] of json.matchAll(/\\(?:u....|.)|./gsu)) {
    if (character === '"') isInside = !isInside
    const stays = !isInside || character === '"' || character.startsWith('\\')
    result += stays || !isEscaped(result.length) ? character : unitsOf(character)
  }
  return result
}

function unitsOf(character: string): string {
  const codes = Array.from({ length: character.length }, (_, unit) => character.charCodeAt(unit))
  return codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')
}

/** Writes every character of JSON texts as \uXXXX. */
export function escapeAll(json: string): string {
  return escapeSome(json, () => true)
}

/** Writes a list as JSON with control characters, quotes and backslashes escaped: halves of surrogate pairs stand as they are. */
export function rawTexts(list: string[]): string {
  const quoted = list.map((text) => `"${text.replace(/["\\\p{Cc}]/gu, unitsOf)}"`)
  return `[${quoted.join(',')}]`
}
