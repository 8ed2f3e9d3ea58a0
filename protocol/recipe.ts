import { encodeBase58 } from './base58.ts'
import { ProtocolError } from './errors.ts'
import { type Hasher, hashTagged } from './hasher.ts'
import { isHex } from './hex.ts'
import { readArray, readOptional, readRecord, readText, readTextOrEmpty } from './shape.ts'
import { readSnapshot } from './snapshot.ts'
import type { Source } from './source.ts'
import { anyText, type TextRules } from './text-rules.ts'

/**
 * The inputs of a NEP-330 rebuild, verbatim as the contract states them.
 *
 * The strings are baked into the wasm, so another spelling of the same thing gives other bytes.
 */
export type Recipe = {
  /** `image[:tag]@sha256:<64 hex>` */
  build_environment: string
  build_command: string[]
  /** Relative to the repository; empty for its root. */
  contract_path: string
  /** `git+https://…?rev=<commit>` or `git+https://…#<commit>` */
  source_code_snapshot: string
  /** Absolute, below `/home/near/code`; null: the legacy Rust rule. */
  output_wasm_path: string | null
  link: string | null
}

/** sha256 of a recipe's canonical form, in base58. */
export type RecipeId = string

const FIELDS = [
  'build_environment',
  'build_command',
  'contract_path',
  'source_code_snapshot',
  'output_wasm_path',
  'link',
] as const

/** Four times the longest NEP-330 build info seen on mainnet leaves room; logs hold 16,384 bytes. */
export const MAX_RECIPE_BYTES = 4096
export const MAX_COMMAND_ITEMS = 64
const CODE_ROOT = '/home/near/code/'

/** A recipe that was read, with what reading it brought to light. */
export type RecipeParts = {
  recipe: Recipe
  /** The form that the recipe's id is the hash of. */
  canonical: string
  source: Source
  /** Image digest of the build environment, 64 hexadecimal digits. */
  environment: string
}

/** Reads a recipe from a JSON value; throws a ProtocolError naming the field that is wrong. */
export function readRecipe(value: unknown, field = 'recipe', rules: TextRules = anyText): Recipe {
  return readRecipeParts(value, field, rules).recipe
}

/** Reads a recipe as readRecipe does, and keeps what that finds out on the way. */
export function readRecipeParts(
  value: unknown,
  field = 'recipe',
  rules: TextRules = anyText,
): RecipeParts {
  const given = readRecord(value, field, FIELDS)
  const text = (name: (typeof FIELDS)[number]) =>
    readText(given[name], `${field}.${name}`, MAX_RECIPE_BYTES, rules)
  const recipe: Recipe = {
    build_environment: text('build_environment'),
    build_command: readCommand(given.build_command, `${field}.build_command`, rules),
    contract_path: readTextOrEmpty(
      given.contract_path,
      `${field}.contract_path`,
      MAX_RECIPE_BYTES,
      rules,
    ),
    source_code_snapshot: text('source_code_snapshot'),
    output_wasm_path: readOptional(given.output_wasm_path, () => text('output_wasm_path')),
    link: readOptional(given.link, () => text('link')),
  }
  const environment = environmentDigest(recipe, `${field}.build_environment`)
  if (recipe.contract_path !== '') {
    checkSegments(recipe.contract_path, `${field}.contract_path`)
  }
  const snapshot = readSnapshot(recipe.source_code_snapshot, `${field}.source_code_snapshot`)
  if (recipe.output_wasm_path !== null) {
    checkOutputPath(recipe.output_wasm_path, `${field}.output_wasm_path`)
  }
  const canonical = canonicalRecipe(recipe)
  const bytes = rules.byteLength(canonical)
  if (bytes > MAX_RECIPE_BYTES) {
    throw new ProtocolError(
      field,
      `must be at most ${MAX_RECIPE_BYTES} bytes in canonical form`,
      bytes,
    )
  }
  return { recipe, canonical, source: { ...snapshot, path: recipe.contract_path }, environment }
}

/** Writes a recipe in the form that its id is the hash of. */
export function canonicalRecipe(recipe: Recipe): string {
  const { build_command, build_environment, contract_path, link } = recipe
  const { output_wasm_path, source_code_snapshot } = recipe
  // RFC 8785 for these fields: the keys in their order, and JSON.stringify writes texts as it asks for.
  return JSON.stringify({
    build_command,
    build_environment,
    contract_path,
    link,
    output_wasm_path,
    source_code_snapshot,
  })
}

export function recipeId(recipe: Recipe, hasher: Hasher): RecipeId {
  return encodeBase58(hashRecipe(canonicalRecipe(recipe), hasher))
}

/** Hashes a recipe's canonical form into the 32 bytes of its id. */
export function hashRecipe(canonical: string, hasher: Hasher): Uint8Array {
  return hashTagged('countersign:recipe:1:', canonical, hasher)
}

/** Returns the 64 hex digits of the image digest in `build_environment`. */
export function environmentDigest(
  recipe: Pick<Recipe, 'build_environment'>,
  field = 'build_environment',
): string {
  const [image, digest = '', ...more] = recipe.build_environment.split('@')
  const hex = digest.slice('sha256:'.length)
  const wellFormed =
    image !== '' && more.length === 0 && digest.slice(0, 7) === 'sha256:' && isHex(hex, 64)
  if (!wellFormed || recipe.build_environment.split(' ').length > 1) {
    throw new ProtocolError(
      field,
      'must be image[:tag]@sha256: and 64 lower-case hexadecimal digits',
      recipe.build_environment,
    )
  }
  return hex
}

function readCommand(value: unknown, field: string, rules: TextRules): string[] {
  const items = readArray(value, field, 1, MAX_COMMAND_ITEMS)
  return items.map((item, i) => readText(item, `${field}[${i}]`, MAX_RECIPE_BYTES, rules))
}

function checkOutputPath(path: string, field: string): void {
  if (path.slice(0, CODE_ROOT.length) !== CODE_ROOT) {
    throw new ProtocolError(field, `must lie below ${CODE_ROOT.slice(0, -1)}`, path)
  }
  checkSegments(path.slice(CODE_ROOT.length), field)
}

function checkSegments(path: string, field: string): void {
  if (path.split('\\').length > 1) throw new ProtocolError(field, 'must not hold a backslash', path)
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') {
      throw new ProtocolError(
        field,
        'must be a relative path without empty, `.` or `..` segments',
        path,
      )
    }
  }
}
