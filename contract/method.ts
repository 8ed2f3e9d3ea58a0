import type { AccountId } from '../protocol/account-id.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { readRecord } from '../protocol/shape.ts'
import { anyText, plainText, type TextRules } from '../protocol/text-rules.ts'
import {
  attachedDeposit,
  bytesAsKey,
  inputRaw,
  panic,
  predecessorAccountId,
  returnJson,
  utf8,
  utf8Text,
} from './host.ts'
import { requireStrictJson } from './strict-json.ts'
import { wellFormed } from './well-formed.ts'

// The longest recipe in its longest JSON spelling, with a statement beside it, stays below this; parsing costs gas a byte.
const MAX_INPUT_BYTES = 32_768
// The engine's JSON functions recurse without looking at its stack, which holds 2,000 levels of reading and 1,000 of writing
// (measured); arguments have at most five. Counting is worth its gas only for what is long enough to go near that.
const MAX_BRACKETS = 256
const MAX_UNCOUNTED_BYTES = 1024

const BACKSLASH = 0x5c
const DELETE = 0x7f
// First of the three bytes that U+D000 to U+DFFF would have.
const SURROGATE = 0xed

/** What a call comes with besides its arguments. */
export type CallContext = {
  caller: AccountId
  /** Yocto; whoever takes none has to refuse it, or it would be lost. */
  deposit: bigint
  /** What texts among the arguments need. */
  rules: TextRules
}

type Run<Context> = (args: Record<string, unknown>, context: Context) => unknown

/**
 * Makes a view of a function from arguments to an answer.
 *
 * It reads the arguments as a JSON object of the known fields, answers in JSON, and turns every refusal into a panic with the sentence
 * alone, without the engine's stack. A view cannot look for a deposit, since the host ends one that asks.
 */
export const view = (fields: readonly string[], run: Run<TextRules>): (() => void) =>
  method(fields, run)

/** Makes a method that changes state, as `view` makes one that does not. */
export const call = (fields: readonly string[], run: Run<CallContext>): (() => void) =>
  method(fields, (args, rules) =>
    run(args, { caller: predecessorAccountId(), deposit: attachedDeposit(), rules }),
  )

function method(fields: readonly string[], run: Run<TextRules>): () => void {
  return () => {
    try {
      const input = inputRaw()
      const text = readInput(input)
      const args = text === '' ? {} : readRecord(parse(text), 'args', fields)
      const result = run(args, isPlain(input, text) ? plainText : anyText)
      if (result !== undefined) returnJson(result)
    } catch (error) {
      panic(wellFormed(error instanceof Error ? error.message : String(error)))
    }
  }
}

function readInput(input: Uint8Array): string {
  if (input.length > MAX_INPUT_BYTES) {
    throw new ProtocolError('args', `must be at most ${MAX_INPUT_BYTES} bytes long`, input.length)
  }
  const text = utf8Text(input)
  if (!isUtf8(input, text)) throw new ProtocolError('args', 'must be UTF-8')
  if (input.length > MAX_UNCOUNTED_BYTES && count(text, '[') + count(text, '{') > MAX_BRACKETS) {
    throw new ProtocolError('args', `must not hold more than ${MAX_BRACKETS} of [ and {`)
  }
  return text
}

/**
 * Tells whether bytes are UTF-8, given what they decode to.
 *
 * The decoder puts U+FFFD for what is no UTF-8, except that it takes surrogates, which begin with one certain byte.
 */
function isUtf8(input: Uint8Array, text: string): boolean {
  const again = utf8(text)
  if (again.length !== input.length) return false
  if (text.length === input.length) return true
  if (bytesAsKey(again) !== bytesAsKey(input)) return false
  return input.indexOf(SURROGATE) < 0 || hasNoLoneSurrogate(text)
}

function hasNoLoneSurrogate(text: string): boolean {
  try {
    encodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function parse(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new ProtocolError('args', `must be JSON (${(error as Error).message})`)
  }
  requireStrictJson(text, value)
  return value
}

/**
 * Tells whether every text in a JSON input is printable ASCII, without looking at each.
 *
 * JSON has no raw control characters in its texts, and without a backslash no escaped ones; as many bytes as characters is ASCII.
 */
function isPlain(input: Uint8Array, text: string): boolean {
  return input.length === text.length && input.indexOf(BACKSLASH) < 0 && input.indexOf(DELETE) < 0
}

// split is the cheapest search that the engine has.
const count = (text: string, character: string): number => text.split(character).length - 1
