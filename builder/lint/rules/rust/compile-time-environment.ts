import type { RustSourceRule } from '../rule.ts'
import { environmentReads } from './environment-reads.ts'
import { passedNames } from './recipe-tables.ts'

export const compileTimeEnvironment: RustSourceRule = {
  id: 'rust-environment',
  severity: 'warning',
  looksFor:
    'no `env!` and `option_env!` of variables that neither cargo, a build script nor `passed_env` sets',
  why: 'The value that the variable has on a machine becomes part of the contract.',
  fix: 'Write the value into the sources.',
  checkSource(source, contract) {
    const passed = passedNames(contract)
    const isSet = (name: string) => passed.has(name) || contract.namesInBuildScripts.has(name)
    return environmentReads(source)
      .filter(({ whenCompiled, name }) => whenCompiled && (name === undefined || !isSet(name)))
      .map(({ offset, name = 'a variable' }) => ({
        what: `It takes ${name} from the environment of the build.`,
        file: source.file,
        ...source.placeOf(offset),
      }))
  },
}
