import type { RustContract } from '../../contracts/contract.ts'
import { isTable, tableAt, textsAt, valueAt } from '../../manifest/manifest.ts'

/** Where cargo-near reads how a contract is built reproducibly (cargo-near-build, src/types/near/docker_build/metadata.rs). */
const RECIPE = ['package', 'metadata', 'near', 'reproducible_build']

export const RECIPE_NAME = `[${RECIPE.join('.')}]`

export type RecipeTable = {
  path: string[]
  table: Readonly<Record<string, unknown>>
  /** A variant takes from the table that it is in what it does not say. */
  isVariant: boolean
}

/** The table and its variants; none if there is no such table. */
export function recipeTables({ manifest: { value } }: RustContract): RecipeTable[] {
  if (!isTable(valueAt(value, ...RECIPE))) return []
  const main = { path: RECIPE, table: tableAt(value, ...RECIPE), isVariant: false }
  const variants = Object.keys(tableAt(value, ...RECIPE, 'variant')).map((name) => {
    const path = [...RECIPE, 'variant', name]
    return { path, table: tableAt(value, ...path), isVariant: true }
  })
  return [main, ...variants]
}

/** Names of the environment variables that the recipe hands to the build; each is `NAME` or `NAME=value`. */
export function passedNames(contract: RustContract): Set<string> {
  const passed = recipeTables(contract).flatMap(({ table }) => textsAt(table, 'passed_env'))
  return new Set(passed.map((entry) => entry.split('=')[0] ?? ''))
}
