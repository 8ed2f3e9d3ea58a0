import type { Both } from '../both.ts'
import type { Explanation } from '../document.ts'
import type { Reason } from '../reasons/reason.ts'
import { describeReason } from './describe-reason.ts'
import { printable } from './printable.ts'

const MOST_REASONS = 3
const MOST_EVIDENCE = 3

/** Says in a few lines whether two files are the same, what likely made the difference, and how much differs. */
export function shortText(explanation: Explanation, files: Both<string>): string {
  const { a, b, identical, reasons } = explanation
  if (identical) return line('identical', `${a.bytes} bytes, code hash ${a.codeHash}`)
  const more = reasons.length - MOST_REASONS
  return [
    line('different', `${printable(files.a)} (a) and ${printable(files.b)} (b)`),
    line('a', `${a.bytes} bytes, code hash ${a.codeHash}`),
    line('b', `${b.bytes} bytes, code hash ${b.codeHash}`),
    ...reasons.slice(0, MOST_REASONS).flatMap((reason) => reasonLines(reason, MOST_EVIDENCE)),
    ...(more > 0
      ? [line('more', `${more} further ${more === 1 ? 'reason' : 'reasons'}: --full`)]
      : []),
    ...numberLines(explanation),
  ].join('\n')
}

/** Writes a reason with at most so many lines of evidence. */
export function reasonLines(reason: Reason, most = Number.POSITIVE_INFINITY): string[] {
  const { sentence, evidence } = describeReason(reason)
  const more = evidence.length - most
  return [
    line(reason.sure, sentence),
    ...evidence.slice(0, most).map((text) => line('', `  ${text}`)),
    ...(more > 0 ? [line('', `  and ${more} more: --full`)] : []),
  ]
}

function numberLines({ sections, functions, data }: Explanation): string[] {
  const differing = sections.filter(({ same }) => !same)
  const { same, encoding, indices, constants, changed, onlyInA, onlyInB } = functions
  const names = differing.map(({ name }) => printable(name)).join(', ')
  return [
    line('sections', `${differing.length} of ${sections.length} differ${names && `: ${names}`}`),
    line(
      'functions',
      counted([
        [same, 'the same'],
        [encoding, 'written otherwise'],
        [indices, 'the same but for indices'],
        [constants, 'the same but for constants'],
        [changed, 'changed'],
        [onlyInA, 'only in a'],
        [onlyInB, 'only in b'],
      ]),
    ),
    line(
      'data',
      counted([
        [data.sameSegments, 'of the segments the same'],
        [data.segments.length, 'not'],
        [data.texts.same, 'of the texts the same'],
        [data.texts.differing.a, 'only in a'],
        [data.texts.differing.b, 'only in b'],
      ]),
    ),
  ]
}

function counted(counts: [number: number, what: string][]): string {
  const some = counts.filter(([number]) => number > 0)
  return some.length === 0 ? 'none' : some.map(([number, what]) => `${number} ${what}`).join(', ')
}

/** Writes a label and what belongs to it in two columns. */
export function line(label: string, text: string): string {
  return `${label.padEnd(11)}${text}`
}
