import { visible } from '../../explain/text/printable.ts'
import type { Finding, LintReport } from '../finding.ts'

/** Writes a report for people: each finding with why and fix, then how many there are. */
export function lintText(report: LintReport): string {
  const { findings, contracts, notes, omitted, errors, warnings } = report
  const counts = `${several(errors, 'error')}, ${several(warnings, 'warning')}`
  const where = contracts.map(({ language, manifest }) => `${manifest} (${language})`)
  return [
    ...findings.flatMap((finding) => [...lines(finding), '']),
    ...notes.map((note) => `note: ${note}`),
    ...(omitted === 0
      ? []
      : [`note: ${several(omitted, 'finding')} left out, too many of a kind.`]),
    `${counts} in ${several(contracts.length, 'contract')}${where.length === 0 ? '' : `: ${where.join(', ')}`}`,
  ]
    .map(visible)
    .join('\n')
}

function lines({ file, line, column, severity, rule, what, why, fix }: Finding): string[] {
  const place = [file, line, column].filter((part) => part !== null).join(':')
  return [`${place}  ${severity}  ${rule}`, `  ${what}`, `  why  ${why}`, `  fix  ${fix}`]
}

function several(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
