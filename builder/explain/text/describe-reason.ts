import type { Both } from '../both.ts'
import type { InterfaceNames, Reason, SectionSizes } from '../reasons/reason.ts'
import { printable, quotedPair } from './printable.ts'

/** A reason in words: one sentence, and its evidence line by line. */
export type ReasonText = { sentence: string; evidence: string[] }

/** Says a reason in words that claim no more than was found. */
export function describeReason(reason: Reason): ReasonText {
  switch (reason.code) {
    case 'ONLY_CUSTOM_SECTIONS':
      return {
        sentence:
          'Only custom sections differ; code, data and interface are byte for byte the same.',
        evidence: reason.sections.map(sectionLine),
      }
    case 'CUSTOM_SECTIONS_DIFFER':
      return { sentence: 'Custom sections differ.', evidence: reason.sections.map(sectionLine) }
    case 'ONLY_METADATA':
      return {
        sentence:
          reason.sure === 'certain'
            ? 'Only the metadata of NEP-330 differs; everything else is byte for byte the same.'
            : 'Only the metadata of NEP-330 differs, and the addresses and constants that may follow from its length.',
        evidence: fieldLines(reason.fields),
      }
    case 'METADATA_DIFFERS':
      return { sentence: 'The metadata of NEP-330 differs.', evidence: fieldLines(reason.fields) }
    case 'COMPILERS_DIFFER':
      return {
        sentence: 'By their own account they were made by other tools, or other versions of them.',
        evidence: reason.producers.map(({ field, name, a, b }) =>
          quotedPair(`${printable(field)} ${printable(name)}`, { a, b }),
        ),
      }
    case 'OPTIMISED_ON_ONE_SIDE': {
      const { side, paddedNumbers, functions, codeBytes } = reason
      const same = reason.sameInstructions
        ? 'The instructions are the same.'
        : 'Functions differ, too, as they do after an optimiser.'
      return {
        sentence: `It seems that only ${side} went through a tool that writes code anew, as wasm-opt does. ${same}`,
        evidence: [
          `numbers as a linker pads them: a ${paddedNumbers.a}, b ${paddedNumbers.b}`,
          `bytes of code: a ${codeBytes.a}, b ${codeBytes.b}; functions: a ${functions.a}, b ${functions.b}`,
        ],
      }
    }
    case 'TARGET_FEATURES_DIFFER':
      return {
        sentence: 'They were compiled for other features of WebAssembly.',
        evidence: sideLines(reason),
      }
    case 'INTERFACE_DIFFERS':
      return {
        sentence: 'Imports or exports differ.',
        evidence: [
          ...interfaceLines('imports', reason.imports),
          ...interfaceLines('exports', reason.exports),
        ],
      }
    case 'FUNCTIONS_CHANGED': {
      const { changed, onlyInA, onlyInB, functions, share, names } = reason
      const parts = [
        `${changed} changed`,
        ...(onlyInA > 0 ? [`${onlyInA} only in a`] : []),
        ...(onlyInB > 0 ? [`${onlyInB} only in b`] : []),
      ].join(', ')
      return {
        sentence: `Functions have other instructions: ${parts}, of ${functions.a} and ${functions.b}; ${percent(share)} of the code's bytes.`,
        evidence: names.length === 0 ? [] : [`the largest: ${names.map(printable).join(', ')}`],
      }
    }
    case 'PATHS_DIFFER':
      return {
        sentence: `Paths of source files differ: ${reason.count}${reason.allTexts ? ', and no other text does' : ''}.`,
        evidence: [
          ...reason.prefixes.map((prefix) => quotedPair('from', prefix)),
          ...reason.examples.map((example) => quotedPair('for example', example)),
        ],
      }
    case 'TEXTS_DIFFER':
      return {
        sentence: `Texts in the data differ: ${reason.differing.a} of a, ${reason.differing.b} of b.`,
        evidence: reason.examples.map((example) => quotedPair('for example', example)),
      }
    case 'FUNCTIONS_REORDERED':
      return {
        sentence: `Functions stand in another order: ${reason.moved} of ${reason.functions.a} would have to move.`,
        evidence: [],
      }
    case 'CONSTANTS_DIFFER': {
      const { i32, i64, float, offset } = reason.differing
      const shifts = reason.shifts.map(({ by, times }) => `${by > 0 ? '+' : ''}${by} ${times}×`)
      return {
        sentence: `${reason.constants} of ${reason.functions.a} functions are the same but for constants and addresses.`,
        evidence: [
          `differing: ${i32} i32, ${i64} i64, ${float} floating-point, ${offset} memory offsets`,
          ...(shifts.length === 0 ? [] : [`distances from a to b: ${shifts.join(', ')}`]),
        ],
      }
    }
    case 'DATA_DIFFERS': {
      const { changed, moved, onlyInA, onlyInB } = reason
      return {
        sentence: `Data segments differ: ${changed} changed, ${moved} moved, ${onlyInA} only in a, ${onlyInB} only in b.`,
        evidence: [],
      }
    }
    case 'SETTINGS_DIFFER':
      return {
        sentence: 'Types, tables, memories, globals or the start function differ.',
        evidence: reason.settings.map((setting) => quotedPair(setting.what, setting)),
      }
    case 'LAYOUT_DIFFERS': {
      const { sameSectionOrder, sections, encoding, indices } = reason
      const order = sameSectionOrder ? [] : ['the sections stand in another order']
      const names =
        sections.length === 0 ? [] : [`other bytes in: ${sections.map(printable).join(', ')}`]
      return {
        sentence: 'No difference in what they hold was found; it is written or arranged otherwise.',
        evidence: [
          ...order,
          ...names,
          `functions with numbers written otherwise: ${encoding}, with other indices for the same: ${indices}`,
        ],
      }
    }
    case 'NOTHING_IN_COMMON': {
      const { sharedCode, sharedTexts, sharedExports } = reason
      return {
        sentence: 'They have hardly anything in common.',
        evidence: [
          `in both: ${percent(sharedCode)} of the code, ${percent(sharedTexts)} of the texts, ${percent(sharedExports)} of the exports`,
        ],
      }
    }
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function fieldLines(fields: readonly ({ field: string } & Both<string | null>)[]): string[] {
  return fields.map((field) => quotedPair(printable(field.field), field))
}

function sectionLine({ name, a, b }: SectionSizes): string {
  const size = (bytes: number | null) => (bytes === null ? 'not there' : `${bytes} bytes`)
  return `${printable(name)}: a ${size(a)}, b ${size(b)}`
}

function sideLines({ onlyInA, onlyInB }: { onlyInA: string[]; onlyInB: string[] }): string[] {
  const line = (side: string, names: string[]) =>
    names.length === 0 ? [] : [`only in ${side}: ${names.map(printable).join(', ')}`]
  return [...line('a', onlyInA), ...line('b', onlyInB)]
}

function interfaceLines(what: string, names: InterfaceNames): string[] {
  const changed =
    names.changed.length === 0
      ? []
      : [`of another type: ${names.changed.map(printable).join(', ')}`]
  return [...sideLines(names), ...changed].map((line) => `${what} ${line}`)
}
