import type { Finding, LintReport } from '../finding.ts'
import { RULES } from '../rules/all-rules.ts'

// Static Analysis Results Interchange Format, version 2.1.0, OASIS Standard: the numbers are its sections.
const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

const HELP = 'https://github.com/countersign/countersign/blob/main/docs/lint.md'

/** Writes a report as a SARIF log, which code hosts show beside the lines. */
export function lintSarif(report: LintReport, version: string): object {
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'countersign lint',
            semanticVersion: version,
            informationUri: HELP,
            rules: RULES.map(({ id, severity, looksFor, why, fix }) => ({
              id,
              shortDescription: { text: looksFor },
              fullDescription: { text: why },
              help: { text: fix },
              helpUri: HELP,
              defaultConfiguration: { level: severity },
            })),
          },
        },
        // 3.20.21: whether the tool did what it should; that there are findings is no failure.
        invocations: [
          {
            executionSuccessful: report.complete,
            toolExecutionNotifications: report.notes.map((text) => ({
              level: 'note',
              message: { text },
            })),
          },
        ],
        // 3.14.14: whoever reads the log knows where the repository is.
        originalUriBaseIds: {
          '%SRCROOT%': { description: { text: 'The folder that was linted.' } },
        },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map(result),
      },
    ],
  }
}

function result({ rule, severity, file, line, column, what, why, fix }: Finding): object {
  return {
    ruleId: rule,
    ruleIndex: RULES.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: `${what} ${why} ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: file.split('/').map(encodeURIComponent).join('/'),
            uriBaseId: '%SRCROOT%',
          },
          // 3.30: lines and columns from 1. A file without a line is meant as a whole.
          ...(line === null
            ? {}
            : { region: { startLine: line, ...(column === null ? {} : { startColumn: column }) } }),
        },
      },
    ],
  }
}
