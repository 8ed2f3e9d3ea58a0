import type { RustSourceRule } from '../rule.ts'

const PATH_MACRO = /\b(?:file\s*!\s*[([{]|(?:option_)?env\s*!\s*[([{])/g

/** Variables of cargo that hold the path of the checkout. */
const PATHS = ['CARGO_MANIFEST_DIR', 'CARGO_MANIFEST_PATH', 'CARGO_WORKSPACE_DIR', 'OUT_DIR']

/** A file is included from there; its path does not go into the contract. */
const IN_INCLUDE = /\binclude(?:_str|_bytes)?\s*!\s*[([{]\s*concat\s*!\s*[([{]\s*$/

const LONGEST_BEFORE = 80

export const pathMacro: RustSourceRule = {
  id: 'rust-path-macro',
  severity: 'warning',
  looksFor: 'no `file!()`, and no `env!("CARGO_MANIFEST_DIR")` but to include a file',
  why: 'The path of the checkout becomes part of the contract, as it does in the messages of panics, and differs from machine to machine.',
  fix: 'Write a fixed text in its place.',
  checkSource(source) {
    return [...source.code.matchAll(PATH_MACRO)].flatMap(({ index, 0: said }) => {
      const variable = source.literalAt(index + said.length)?.text
      const isFile = said.startsWith('file')
      if (!isFile && (variable === undefined || !PATHS.includes(variable))) return []
      if (IN_INCLUDE.test(source.code.slice(Math.max(0, index - LONGEST_BEFORE), index))) return []
      const name = isFile ? 'file!()' : `env!("${variable}")`
      return [{ what: `${name} is a path.`, file: source.file, ...source.placeOf(index) }]
    })
  },
}
