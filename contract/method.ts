import type { AccountId } from '../protocol/account-id.ts'
import { readInput } from '../protocol/encodings/contract.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { readRecord } from '../protocol/shape.ts'
import { attachedDeposit, inputRaw, panic, predecessorAccountId, returnJson } from './host.ts'

// The longest recipe in its longest JSON spelling, with a statement beside it, stays below this; parsing costs gas a byte.
const MAX_INPUT_BYTES = 32_768

/** What a call comes with besides its arguments. */
export type CallContext = {
  caller: AccountId
  /** Yocto; whoever takes none has to refuse it, or it would be lost. */
  deposit: bigint
}

type Arguments = Record<string, unknown>

/**
 * Makes a view of a function from arguments to an answer.
 *
 * It reads the arguments as a JSON object of the known fields, answers in JSON, and turns every refusal into a panic with the sentence
 * alone, without the engine's stack. A view cannot look for a deposit, since the host ends one that asks.
 */
export const view = (fields: readonly string[], run: (args: Arguments) => unknown): (() => void) =>
  method(fields, run)

/** Makes a method that changes state, as `view` makes one that does not. */
export const call = (
  fields: readonly string[],
  run: (args: Arguments, context: CallContext) => unknown,
): (() => void) =>
  method(fields, (args) =>
    run(args, { caller: predecessorAccountId(), deposit: attachedDeposit() }),
  )

function method(fields: readonly string[], run: (args: Arguments) => unknown): () => void {
  return () => {
    try {
      const result = run(readArguments(inputRaw(), fields))
      if (result !== undefined) returnJson(result)
    } catch (error) {
      panic(error instanceof Error ? error.message : String(error))
    }
  }
}

function readArguments(input: Uint8Array, fields: readonly string[]): Arguments {
  if (input.length === 0) return {}
  if (input.length > MAX_INPUT_BYTES) {
    throw new ProtocolError('args', `must be at most ${MAX_INPUT_BYTES} bytes long`, input.length)
  }
  return readRecord(parse(input), 'args', fields)
}

function parse(input: Uint8Array): unknown {
  try {
    return readInput(input)
  } catch (error) {
    throw refusal((error as Error).message)
  }
}

const GIVEN_TWICE = ' is given twice'

/** Says in the protocol's words what the engine has against an input. */
function refusal(reason: string): ProtocolError {
  if (reason.endsWith(GIVEN_TWICE)) {
    return new ProtocolError(reason.slice(0, -GIVEN_TWICE.length), 'is given twice')
  }
  const problem = reason === 'no UTF-8' ? 'must be UTF-8' : `must be JSON (${reason})`
  return new ProtocolError('args', problem)
}
