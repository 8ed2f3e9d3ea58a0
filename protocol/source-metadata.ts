import { ProtocolError, within } from './errors.ts'
import { type Recipe, readRecipe } from './recipe.ts'

/** What a contract says of where it comes from: the part of NEP-330's `contract_source_metadata` that makes a recipe. */
export type SourceMetadata = {
  version: string | null
  link: string | null
  /** null: it states no build. */
  recipe: Recipe | null
}

const BUILD_FIELDS = [
  'build_environment',
  'build_command',
  'contract_path',
  'source_code_snapshot',
  'output_wasm_path',
] as const

/**
 * Reads the answer of `contract_source_metadata` (NEP-330 1.2.0 and later); fields that are not known are passed over, as other
 * versions have more.
 *
 * Throws a ProtocolError naming the field that makes its recipe unusable.
 */
export function readSourceMetadata(
  value: unknown,
  field = 'contract_source_metadata',
): SourceMetadata {
  const given = recordOf(value)
  if (given === undefined) throw new ProtocolError(field, 'must be an object', value ?? 'missing')
  const { version, link, build_info } = given
  const known = { version: textOrNull(version), link: textOrNull(link) }
  if (build_info === null || build_info === undefined) return { ...known, recipe: null }
  const build = recordOf(build_info)
  if (build === undefined) {
    throw new ProtocolError(`${field}.build_info`, 'must be an object', build_info)
  }
  const stated = Object.fromEntries(BUILD_FIELDS.map((name) => [name, build[name]]))
  const recipe = within(`${field}.build_info`, () =>
    readRecipe({ ...stated, link: known.link }, ''),
  )
  return { ...known, recipe }
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Record<string, unknown>) : undefined
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
