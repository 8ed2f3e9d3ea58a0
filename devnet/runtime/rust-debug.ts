import type { VmError } from '../vm/types.ts'

/** Numbers in a host error's message, by their names, in the order of nearcore's `HostError` (`near-vm-runner/src/logic/errors.rs`). */
const numberFields: Readonly<Record<string, readonly string[]>> = {
  InvalidPromiseIndex: ['promise_idx'],
  InvalidPromiseResultIndex: ['result_idx'],
  InvalidRegisterId: ['register_id'],
  NumberOfLogsExceeded: ['limit'],
  KeyLengthExceeded: ['length', 'limit'],
  ValueLengthExceeded: ['length', 'limit'],
  TotalLogLengthExceeded: ['length', 'limit'],
  ReturnedValueLengthExceeded: ['length', 'limit'],
  YieldPayloadLength: ['length', 'limit'],
  NumberPromisesExceeded: ['number_of_promises', 'limit'],
  NumberInputDataDependenciesExceeded: ['number_of_input_data_dependencies', 'limit'],
  ContractSizeExceeded: ['size', 'limit'],
}

const AFTER_COLON = /^[^:]*: (.*)$/s

/** The text in a host error's message: its name, and where it is. */
const textFields: Readonly<Record<string, readonly [name: string, place: RegExp]>> = {
  GuestPanic: ['panic_msg', /^Smart contract panicked: (.*)$/s],
  ProhibitedInView: ['method_name', /^(\w+) is not allowed in view calls$/],
  Deprecated: ['method_name', /(\w+)$/],
  ECRecoverError: ['msg', AFTER_COLON],
  AltBn128InvalidInput: ['msg', AFTER_COLON],
  BLS12381InvalidInput: ['msg', AFTER_COLON],
  Ed25519VerifyInvalidInput: ['msg', AFTER_COLON],
  P256VerifyInvalidInput: ['msg', AFTER_COLON],
  MlDsaVerifyInvalidInput: ['msg', AFTER_COLON],
}

/** Writes a host error as Rust shows it for debugging: its name, and its fields if it has any. */
export function hostErrorDebug({
  kind,
  message,
}: Pick<Extract<VmError, { type: 'HostError' }>, 'kind' | 'message'>): string {
  const numbers = message.match(/\d+/g) ?? []
  if (kind === 'InvalidActionIndex') {
    // The message names the action first.
    const [action, receipt] = numbers
    return `${kind} { receipt_index: ${receipt}, action_index: ${action} }`
  }
  const names = numberFields[kind]
  if (names !== undefined) {
    return `${kind} { ${names.map((name, i) => `${name}: ${numbers[i]}`).join(', ')} }`
  }
  const [name, place] = textFields[kind] ?? []
  const text = place?.exec(message)?.[1]
  return text === undefined ? kind : `${kind} { ${name}: ${rustString(text)} }`
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

/** Not shown as they are: what has no glyph of its own (Rust's `char::escape_debug`). */
const HIDDEN = /["\\]|(?! )[\p{C}\p{Z}]|\p{Grapheme_Extend}/gu

/** Writes a text as Rust shows it for debugging. */
export function rustString(text: string): string {
  const escaped = text.replace(
    HIDDEN,
    (character) => shortEscapes[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
  return `"${escaped}"`
}
