import { quoted, quotedList, utf8Length } from '#encodings'
import { encodeBase58 } from './base58.ts'
import { ProtocolError, within } from './errors.ts'
import { type Hasher, hashTagged } from './hasher.ts'
import { isHex } from './hex.ts'
import { isPlainPath } from './path.ts'
import { readArray, readRecord, readText, readTextOrEmpty } from './shape.ts'
import { readSnapshot } from './snapshot.ts'
import type { Source } from './source.ts'

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
const DIGEST_MARK = '@sha256:'

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
export function readRecipe(value: unknown, field = 'recipe'): Recipe {
  return readRecipeParts(value, field).recipe
}

/** Reads a recipe as readRecipe does, and keeps what that finds out on the way. */
export const readRecipeParts = (value: unknown, field = 'recipe'): RecipeParts =>
  within(field, () => readParts(value))

function readParts(value: unknown): RecipeParts {
  const given = readRecord(value, '', FIELDS)
  const recipe: Recipe = {
    build_environment: readLongText(given.build_environment, 'build_environment'),
    build_command: readCommand(given.build_command),
    contract_path: readTextOrEmpty(given.contract_path, 'contract_path', MAX_RECIPE_BYTES),
    source_code_snapshot: readLongText(given.source_code_snapshot, 'source_code_snapshot'),
    output_wasm_path: readLongTextOrNull(given.output_wasm_path, 'output_wasm_path'),
    link: readLongTextOrNull(given.link, 'link'),
  }
  const environment = environmentDigest(recipe)
  if (recipe.contract_path !== '') checkPath(recipe.contract_path, 'contract_path')
  const snapshot = readSnapshot(recipe.source_code_snapshot)
  if (recipe.output_wasm_path !== null) checkOutputPath(recipe.output_wasm_path)

  const canonical = canonicalRecipe(recipe)
  const bytes = utf8Length(canonical)
  if (bytes > MAX_RECIPE_BYTES) {
    throw new ProtocolError(
      '',
      `must be at most ${MAX_RECIPE_BYTES} bytes in canonical form`,
      bytes,
    )
  }
  return { recipe, canonical, source: { ...snapshot, path: recipe.contract_path }, environment }
}

const readLongText = (value: unknown, field: string): string =>
  readText(value, field, MAX_RECIPE_BYTES)

const readLongTextOrNull = (value: unknown, field: string): string | null =>
  value === null || value === undefined ? null : readText(value, field, MAX_RECIPE_BYTES)

/** Writes a recipe in the form that its id is the hash of. */
export function canonicalRecipe(recipe: Recipe): string {
  const { build_command, build_environment, contract_path, link } = recipe
  const { output_wasm_path, source_code_snapshot } = recipe
  // RFC 8785 for these fields: the keys in their order, and JSON.stringify writes texts as it asks for.
  return `{"build_command":${quotedList(build_command)},"build_environment":${quoted(build_environment)},"contract_path":${quoted(contract_path)},"link":${quotedOrNull(link)},"output_wasm_path":${quotedOrNull(output_wasm_path)},"source_code_snapshot":${quoted(source_code_snapshot)}}`
}

const quotedOrNull = (text: string | null): string => (text === null ? 'null' : quoted(text))

export function recipeId(recipe: Recipe, hasher: Hasher): RecipeId {
  return encodeBase58(hashRecipe(canonicalRecipe(recipe), hasher))
}

/** Hashes a recipe's canonical form into the 32 bytes of its id. */
export function hashRecipe(canonical: string, hasher: Hasher): Uint8Array {
  return hashTagged('countersign:recipe:1:', canonical, hasher)
}

/** Returns the 64 hex digits of the image digest in `build_environment`. */
export function environmentDigest(recipe: Pick<Recipe, 'build_environment'>): string {
  const text = recipe.build_environment
  const at = text.indexOf(DIGEST_MARK)
  const hex = text.slice(at + DIGEST_MARK.length)
  // One @ only, and an image in front of it; the digits hold neither another nor a space.
  if (at < 1 || text.indexOf('@') !== at || text.includes(' ') || !isHex(hex, 64)) {
    throw new ProtocolError(
      'build_environment',
      'must be image[:tag]@sha256: and 64 lower-case hexadecimal digits',
      text,
    )
  }
  return hex
}

function readCommand(value: unknown): string[] {
  const items = readArray(value, 'build_command', 1, MAX_COMMAND_ITEMS)
  let i = 0
  try {
    for (; i < items.length; i++) readText(items[i], '', MAX_RECIPE_BYTES)
  } catch (error) {
    return within(`build_command[${i}]`, () => {
      throw error
    })
  }
  return items as string[]
}

function checkOutputPath(path: string): void {
  if (!path.startsWith(CODE_ROOT)) {
    throw new ProtocolError('output_wasm_path', `must lie below ${CODE_ROOT.slice(0, -1)}`, path)
  }
  checkPath(path.slice(CODE_ROOT.length), 'output_wasm_path')
}

function checkPath(path: string, field: string): void {
  if (path.includes('\\')) throw new ProtocolError(field, 'must not hold a backslash', path)
  if (isPlainPath(path)) return
  throw new ProtocolError(
    field,
    'must be a relative path without empty, `.` or `..` segments',
    path,
  )
}
