import type { Findings } from '../document.ts'
import type { Reason } from './reason.ts'

// Below these shares there is nothing that two builds of one contract would have in common.
const MOST_CODE = 0.05
const MOST_TEXTS = 0.1
const MOST_EXPORTS = 0.34

/** Says that two modules have hardly any code, text or export in common; small functions are alike by chance, so bytes count. */
export function findNothingInCommon(findings: Findings): Reason | undefined {
  const { functions, data, exports } = findings
  const code = functions.bytes.a + functions.bytes.b
  const changed = functions.changedBytes.a + functions.changedBytes.b
  const sharedCode = share(code - changed, code)
  const { same, differing } = data.texts
  const sharedTexts = share(2 * same, 2 * same + differing.a + differing.b)
  const common = 2 * (exports.same + exports.changed.length)
  const sharedExports = share(common, common + exports.onlyInA.length + exports.onlyInB.length)
  const isAlike = sharedCode > MOST_CODE || sharedTexts > MOST_TEXTS || sharedExports > MOST_EXPORTS
  if (isAlike || code === 0) return undefined
  return { code: 'NOTHING_IN_COMMON', sure: 'likely', sharedCode, sharedTexts, sharedExports }
}

/** 0 where there is nothing to share. */
const share = (part: number, whole: number): number =>
  whole === 0 ? 0 : Number((part / whole).toFixed(4))
