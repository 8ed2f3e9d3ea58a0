import type { Found } from '../../finding.ts'
import { isTable } from '../../manifest/manifest.ts'
import type { RustRule } from '../rule.ts'
import { RECIPE_NAME, type RecipeTable, recipeTables } from './recipe-tables.ts'

const KEYS = ['image', 'image_digest', 'passed_env', 'container_build_command', 'variant']

/** Of `cargo near`: cargo-near-build, src/types/near/docker_build/metadata/validate.rs. */
const REFUSED = ['--no-locked', '--manifest-path']

export const recipe: RustRule = {
  id: 'rust-recipe',
  severity: 'error',
  looksFor: `\`${RECIPE_NAME}\` with \`image\` and \`container_build_command\`, and nothing that cargo-near refuses`,
  why: 'cargo-near builds reproducibly only what is described there, and writes it into the contract for others to follow.',
  fix: `Complete ${RECIPE_NAME} with image, image_digest and container_build_command, as cargo near new writes it.`,
  check(contract) {
    const { file } = contract.manifest
    const tables = recipeTables(contract)
    if (tables.length === 0) {
      const line = contract.manifest.lineOf('package')
      return [{ what: `There is no ${RECIPE_NAME}.`, file, line }]
    }
    return tables.flatMap((each) =>
      problems(each).map(
        ({ key, what }): Found => ({
          what,
          file,
          line: contract.manifest.lineOf(...each.path, ...key),
        }),
      ),
    )
  },
}

function problems({ table, isVariant }: RecipeTable): { key: string[]; what: string }[] {
  const { image, container_build_command: command, variant } = table
  const found: { key: string[]; what: string }[] = []
  const say = (what: string, ...key: string[]) => found.push({ key, what })
  if (image === undefined ? !isVariant : !isImage(image)) {
    const said = image === undefined ? 'is missing' : `${JSON.stringify(image)} is no image's name`
    say(`image ${said}.`, 'image')
  }
  if (command === undefined ? !isVariant : !isCommand(command)) {
    const said = command === undefined ? 'is missing' : 'is no list of words'
    say(`container_build_command ${said}.`, 'container_build_command')
  }
  if (isCommand(command) && command[0] === 'cargo' && command[1] === 'near') {
    for (const word of command.filter((each) => REFUSED.includes(each))) {
      say(`cargo-near refuses ${word} in container_build_command.`, 'container_build_command')
    }
  }
  for (const key of Object.keys(table).filter((each) => !KEYS.includes(each))) {
    say(`cargo-near refuses the key ${key}.`, key)
  }
  if (variant !== undefined && (isVariant || !isTable(variant))) {
    say('cargo-near does not know this variant.', 'variant')
  }
  return found
}

/** A name with a tag or without; the digest is a key of its own. */
function isImage(value: unknown): boolean {
  return typeof value === 'string' && /^[!-?A-~]+$/.test(value)
}

function isCommand(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((word) => typeof word === 'string' && word !== '')
  )
}
