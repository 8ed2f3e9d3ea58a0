import { textsAt } from '../../manifest/manifest.ts'
import type { RustRule } from '../rule.ts'
import { recipeTables } from './recipe-tables.ts'

export const passedEnv: RustRule = {
  id: 'rust-passed-env',
  severity: 'warning',
  looksFor: 'nothing in `passed_env`',
  why: 'What is passed becomes part of the build command, and SourceScan and NearBlocks do not verify contracts that have such parameters.',
  fix: 'Leave passed_env empty, and put the values into the sources or into variants.',
  check(contract) {
    return recipeTables(contract).flatMap(({ table, path }) => {
      const passed = textsAt(table, 'passed_env')
      if (passed.length === 0) return []
      const line = contract.manifest.lineOf(...path, 'passed_env')
      const what = `passed_env has ${passed.join(', ')}.`
      return [{ what, file: contract.manifest.file, line }]
    })
  },
}
