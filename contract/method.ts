import { ProtocolError } from '../protocol/errors.ts'
import { readRecord } from '../protocol/shape.ts'
import { inputRaw, panic, returnJson, utf8Text } from './host.ts'

// The longest recipe in its longest JSON spelling, with a statement beside it, stays below this; parsing costs gas a byte.
const MAX_INPUT_BYTES = 32_768
// The engine's JSON parser recurses without looking at its stack, which holds some thousand levels; arguments have three.
const MAX_BRACKETS = 256

/**
 * Makes a contract method of a function from arguments to a result.
 *
 * It reads the arguments as a JSON object of the known fields, answers in JSON, and turns every refusal into a panic with the sentence
 * alone, without the engine's stack.
 */
export function method(
  fields: readonly string[],
  run: (args: Record<string, unknown>) => unknown,
): () => void {
  return () => {
    try {
      const result = run(readArguments(fields))
      if (result !== undefined) returnJson(result)
    } catch (error) {
      panic(error instanceof Error ? error.message : String(error))
    }
  }
}

function readArguments(fields: readonly string[]): Record<string, unknown> {
  const input = inputRaw()
  if (input.length > MAX_INPUT_BYTES) {
    throw new ProtocolError('args', `must be at most ${MAX_INPUT_BYTES} bytes long`, input.length)
  }
  if (input.length === 0) return {}
  const text = utf8Text(input)
  if (count(text, '[') + count(text, '{') > MAX_BRACKETS) {
    throw new ProtocolError('args', `must not hold more than ${MAX_BRACKETS} of [ and {`)
  }
  let args: unknown
  try {
    args = JSON.parse(text)
  } catch (error) {
    throw new ProtocolError('args', `must be JSON (${(error as Error).message})`)
  }
  return readRecord(args, 'args', fields)
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++
  return found
}
