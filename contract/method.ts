import type { AccountId } from '../protocol/account-id.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { readRecord } from '../protocol/shape.ts'
import { anyText, plainText, type TextRules } from '../protocol/text-rules.ts'
import {
  attachedDeposit,
  inputRaw,
  panic,
  predecessorAccountId,
  returnJson,
  utf8,
  utf8Text,
} from './host.ts'

// The longest recipe in its longest JSON spelling, with a statement beside it, stays below this; parsing costs gas a byte.
const MAX_INPUT_BYTES = 32_768
// The engine's JSON parser recurses without looking at its stack, which holds some thousand levels; arguments have three.
const MAX_BRACKETS = 256

const BACKSLASH = 0x5c
const DELETE = 0x7f

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
      panic(error instanceof Error ? error.message : String(error))
    }
  }
}

function readInput(input: Uint8Array): string {
  if (input.length > MAX_INPUT_BYTES) {
    throw new ProtocolError('args', `must be at most ${MAX_INPUT_BYTES} bytes long`, input.length)
  }
  const text = utf8Text(input)
  // The host's decoder puts U+FFFD, of three bytes, for each byte that is no UTF-8.
  if (utf8(text).length !== input.length) throw new ProtocolError('args', 'must be UTF-8')
  if (count(text, '[') + count(text, '{') > MAX_BRACKETS) {
    throw new ProtocolError('args', `must not hold more than ${MAX_BRACKETS} of [ and {`)
  }
  return text
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ProtocolError('args', `must be JSON (${(error as Error).message})`)
  }
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
