import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { PROVENANCE_RULES, STATEMENT_RULES, SUMMARY_RULES } from './spec-rules.ts'

const ajv = new Ajv({ allErrors: true, strict: false })
addFormats.default(ajv)

/** What in-toto's own definitions say (tests/vectors/in-toto). */
function published(name: string): ValidateFunction {
  const url = new URL(`../../vectors/in-toto/${name}.schema.json`, import.meta.url)
  return ajv.compile(JSON.parse(readFileSync(url, 'utf8')) as object)
}

const statement = [published('statement'), ajv.compile(STATEMENT_RULES)]
const provenance = [published('provenance'), ajv.compile(PROVENANCE_RULES)]
const summary = [published('verification-summary'), ajv.compile(SUMMARY_RULES)]

/** Lists what a Statement has wrong, by the published definitions and by the specifications' words. */
export function faultsOf(value: unknown): string[] {
  const { predicate, predicateType } = (value ?? {}) as Record<string, unknown>
  const isSummary = predicateType === 'https://slsa.dev/verification_summary/v1'
  return [
    ...faults(statement, value, 'statement'),
    ...faults(isSummary ? summary : provenance, predicate, 'predicate'),
  ]
}

function faults(checks: readonly ValidateFunction[], value: unknown, name: string): string[] {
  return checks.flatMap((check) =>
    check(value)
      ? []
      : (check.errors ?? []).map(
          ({ instancePath, message }) => `${name}${instancePath} ${message}`,
        ),
  )
}
