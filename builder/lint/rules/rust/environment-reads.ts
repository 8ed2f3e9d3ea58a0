import type { SourceText } from '../../source/source-text.ts'

/** A place where a source reads an environment variable. */
export type EnvironmentRead = {
  offset: number
  /** Undefined if it is not written there, or all are read. */
  name: string | undefined
  /** Whether the compiler reads it, and not the program. */
  whenCompiled: boolean
}

const READ = /\b(?:env\s*::\s*vars?(?:_os)?\s*\(|(?:option_)?env\s*!\s*[([{])/g

// The Cargo Book, "Environment Variables": what cargo sets for crates and build scripts. NEP330_ comes from the recipe.
const SET_BY_CARGO =
  /^(?:CARGO|RUSTC|RUSTDOC|OUT_DIR|TARGET|HOST|NUM_JOBS|OPT_LEVEL|PROFILE|DEBUG)$|^(?:CARGO|DEP|NEP330)_/

/** Finds where a source reads the environment, at compile time or in a build script; what cargo and the recipe set is left out. */
export function environmentReads(source: SourceText): EnvironmentRead[] {
  return [...source.code.matchAll(READ)].flatMap(({ index, 0: said }) => {
    const name = source.literalAt(index + said.length)?.text
    if (name !== undefined && SET_BY_CARGO.test(name)) return []
    return [{ offset: index, name, whenCompiled: said.includes('!') }]
  })
}
