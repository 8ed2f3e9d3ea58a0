import { VmFault } from '../errors.ts'

/** Texts of nearcore's `PrepareError` (`near-vm-runner/src/logic/errors.rs`), by variant. */
const texts = {
  Serialization: 'Error happened while serializing the module.',
  Deserialization: 'Error happened while deserializing the module.',
  Instantiate: 'Error happened during instantiation.',
  Memory: 'Error creating memory.',
  TooManyFunctions: 'Too many functions in contract.',
  TooManyLocals: 'Too many locals declared in the contract.',
  TooManyTables: 'Too many tables declared in the contract.',
  TooManyTableElements: 'Too many table elements declared in the contract.',
  FunctionBodyTooLarge: 'A function body in the contract exceeds the size limit.',
  InstrumentedCodeTooLarge: 'The instrumented code exceeds the size limit.',
  TooManyTypes: 'Too many type-section entries declared in the contract.',
  TooManyParamsPerFunction: 'Too many parameters in a single function',
  TooManyParamsPerContract: 'Too many function parameters in the contract',
  OperandStackTooLarge: 'A function uses too much operand stack.',
  TooManyBlocksPerFunction: 'Too many basic blocks in a function.',
  TooManyBlocksPerContract: 'Too many basic blocks in a contract.',
} as const

export type PrepareErrorKind = keyof typeof texts

/** Makes the fault with which nearcore's prepare step refuses a module. */
export function prepareFault(kind: PrepareErrorKind, cause?: unknown): VmFault {
  return new VmFault(
    'contract_stopped',
    {
      type: 'CompilationError',
      kind: 'PrepareError',
      prepareError: kind,
      message: `PrepareError: ${texts[kind]}`,
    },
    { cause },
  )
}
