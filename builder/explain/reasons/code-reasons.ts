import type { Findings } from '../document.ts'
import type { InterfaceReport } from '../interface.ts'
import type { InterfaceNames, Reason } from './reason.ts'

/** From so many padded numbers on it is likely that an optimiser took them out. */
const MANY_PADDED = 20
const MOST_NAMES = 10

/** Says whether a function has other instructions in the two, or is in one only. */
export function hasChangedCode({ functions }: Findings): boolean {
  return functions.changed + functions.onlyInA + functions.onlyInB > 0
}

/** Finds what the functions, imports and exports say. */
export function codeReasons(findings: Findings): Reason[] {
  return [
    optimised(findings),
    interfaceDiffers(findings),
    functionsChanged(findings),
    reordered(findings),
    constants(findings),
  ].filter((reason) => reason !== undefined)
}

function optimised(findings: Findings): Reason | undefined {
  const { count, bytes, paddedNumbers } = findings.functions
  const padded = Math.max(paddedNumbers.a, paddedNumbers.b)
  const isOnOneSide = padded > 0 && Math.min(paddedNumbers.a, paddedNumbers.b) === 0
  if (!isOnOneSide || count.a === 0 || count.b === 0) return undefined
  return {
    code: 'OPTIMISED_ON_ONE_SIDE',
    sure: padded >= MANY_PADDED ? 'likely' : 'possible',
    side: paddedNumbers.a === 0 ? 'a' : 'b',
    paddedNumbers,
    codeBytes: bytes,
    functions: count,
    sameInstructions: !hasChangedCode(findings),
  }
}

function interfaceDiffers({ imports, exports }: Findings): Reason | undefined {
  if (isSame(imports) && isSame(exports)) return undefined
  return {
    code: 'INTERFACE_DIFFERS',
    sure: 'likely',
    imports: namesOf(imports),
    exports: namesOf(exports),
  }
}

/** Says whether nothing is added, taken away or changed. */
export const isSame = ({ onlyInA, onlyInB, changed }: InterfaceReport): boolean =>
  onlyInA.length + onlyInB.length + changed.length === 0

function namesOf({ onlyInA, onlyInB, changed }: InterfaceReport): InterfaceNames {
  return {
    onlyInA: onlyInA.map(({ name }) => name),
    onlyInB: onlyInB.map(({ name }) => name),
    changed: changed.map(({ a }) => a.name),
  }
}

function functionsChanged(findings: Findings): Reason | undefined {
  if (!hasChangedCode(findings)) return undefined
  const { changed, onlyInA, onlyInB, count, bytes, changedBytes, differences } = findings.functions
  const size = ({ a, b }: (typeof differences)[number]) => (a?.bytes ?? 0) + (b?.bytes ?? 0)
  const names = differences
    .filter(({ likeness }) => ['changed', 'onlyInA', 'onlyInB'].includes(likeness))
    .toSorted((x, y) => size(y) - size(x))
    .map(({ a, b }) => a?.name ?? b?.name ?? null)
    .filter((name) => name !== null)
  const share = (changedBytes.a + changedBytes.b) / (bytes.a + bytes.b)
  return {
    code: 'FUNCTIONS_CHANGED',
    sure: 'likely',
    changed,
    onlyInA,
    onlyInB,
    functions: count,
    share: Number(share.toFixed(4)),
    names: names.slice(0, MOST_NAMES),
  }
}

function reordered(findings: Findings): Reason | undefined {
  const { moved, count } = findings.functions
  if (moved === 0) return undefined
  const sure = hasChangedCode(findings) ? 'possible' : 'likely'
  return { code: 'FUNCTIONS_REORDERED', sure, moved, functions: count }
}

function constants(findings: Findings): Reason | undefined {
  const { functions, data, metadata } = findings
  if (functions.constants === 0) return undefined
  const { a, b } = data.texts.differing
  const mayFollow = a + b + metadata.fields.length + functions.moved > 0 || hasChangedCode(findings)
  return {
    code: 'CONSTANTS_DIFFER',
    sure: mayFollow ? 'possible' : 'likely',
    constants: functions.constants,
    functions: functions.count,
    differing: functions.differingConstants,
    shifts: functions.shifts,
  }
}
