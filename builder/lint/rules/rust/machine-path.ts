import { isMachinePath } from '../../source/absolute-path.ts'
import type { RustSourceRule } from '../rule.ts'

export const machinePath: RustSourceRule = {
  id: 'rust-absolute-path',
  severity: 'warning',
  looksFor: 'no text that is an absolute path of a machine',
  why: 'The path is on one machine and becomes part of the contract.',
  fix: 'Name files relative to the source, or leave the path out.',
  checkSource(source) {
    return source.literals
      .filter(({ text }) => isMachinePath(text))
      .map(({ text, offset }) => ({
        what: `"${text.slice(0, 80)}" is a path of a machine.`,
        file: source.file,
        ...source.placeOf(offset),
      }))
  },
}
