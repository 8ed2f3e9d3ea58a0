import type { Findings } from '../document.ts'
import { codeReasons } from './code-reasons.ts'
import { customReasons } from './custom-reasons.ts'
import { dataReasons } from './data-reasons.ts'
import { findNothingInCommon } from './nothing-in-common.ts'
import type { Reason } from './reason.ts'

/** Which comes first of those that are equally sure: what brings about much stands before what follows from it. */
const ORDER: readonly Reason['code'][] = [
  'NOTHING_IN_COMMON',
  'ONLY_CUSTOM_SECTIONS',
  'ONLY_METADATA',
  'COMPILERS_DIFFER',
  'OPTIMISED_ON_ONE_SIDE',
  'METADATA_DIFFERS',
  'INTERFACE_DIFFERS',
  'FUNCTIONS_CHANGED',
  'PATHS_DIFFER',
  'TEXTS_DIFFER',
  'FUNCTIONS_REORDERED',
  'CONSTANTS_DIFFER',
  'DATA_DIFFERS',
  'SETTINGS_DIFFER',
  'TARGET_FEATURES_DIFFER',
  'CUSTOM_SECTIONS_DIFFER',
  'LAYOUT_DIFFERS',
]

const SURENESS = ['certain', 'likely', 'possible']

/** Says why two modules differ, the likeliest first; at least one reason if they are not identical. */
export function findReasons(findings: Findings): Reason[] {
  if (findings.identical) return []
  const nothing = findNothingInCommon(findings)
  const found = [
    ...(nothing === undefined ? [] : [nothing]),
    ...customReasons(findings),
    ...codeReasons(findings),
    ...dataReasons(findings),
  ]
  const reasons = found.length === 0 ? [layoutReason(findings)] : found
  return reasons.sort(
    (x, y) =>
      SURENESS.indexOf(x.sure) - SURENESS.indexOf(y.sure) ||
      ORDER.indexOf(x.code) - ORDER.indexOf(y.code),
  )
}

function layoutReason({ sections, sameSectionOrder, functions }: Findings): Reason {
  return {
    code: 'LAYOUT_DIFFERS',
    sure: 'likely',
    sameSectionOrder,
    sections: sections.filter(({ same }) => !same).map(({ name }) => name),
    encoding: functions.encoding,
    indices: functions.indices,
  }
}
