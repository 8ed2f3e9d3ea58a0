import type { Contract } from './contracts/contract.ts'
import { pythonSources } from './contracts/python-sources.ts'
import { rustSources } from './contracts/rust-sources.ts'
import type { Findings } from './findings.ts'
import type { Repository } from './repository.ts'
import {
  JAVASCRIPT_RULES,
  PYTHON_RULES,
  PYTHON_SOURCE_RULES,
  RUST_RULES,
  RUST_SOURCE_RULES,
} from './rules/all-rules.ts'
import type { Rule, RuleWords, SourceRule } from './rules/rule.ts'
import type { SourceText } from './source/source-text.ts'
import { splitPython } from './source/split-python.ts'
import { splitRust } from './source/split-rust.ts'

export type CheckContract = (contract: Contract) => Promise<void>

/** Makes a function that holds a contract to the rules that are on; a source of several contracts is looked at once. */
export function createCheckContract(
  repository: Repository,
  findings: Findings,
  isOn: (rule: RuleWords) => boolean,
): CheckContract {
  const checked = new Set<string>()
  return async (contract) => {
    switch (contract.language) {
      case 'rust':
        await check(contract, RUST_RULES)
        return checkSources(
          contract,
          rustSources(contract, repository.tree),
          RUST_SOURCE_RULES,
          splitRust,
        )
      case 'javascript':
        return check(contract, JAVASCRIPT_RULES)
      case 'python': {
        await check(contract, PYTHON_RULES)
        const sources = pythonSources(contract, repository.tree)
        return checkSources(contract, sources, PYTHON_SOURCE_RULES, splitPython)
      }
    }
  }

  async function check<C>(contract: C, rules: readonly Rule<C>[]): Promise<void> {
    for (const rule of rules.filter(isOn)) {
      repository.formatter.signal.throwIfAborted()
      findings.add(rule, await rule.check(contract, repository))
    }
  }

  async function checkSources<C>(
    contract: C,
    sources: readonly string[],
    rules: readonly SourceRule<C>[],
    split: (file: string, text: string) => SourceText,
  ): Promise<void> {
    const wanted = rules.filter(isOn)
    for (const file of wanted.length === 0 ? [] : sources) {
      if (checked.has(file)) continue
      checked.add(file)
      repository.formatter.signal.throwIfAborted()
      const text = await repository.tree.read(file)
      if (text === undefined) continue
      const source = split(file, text)
      for (const rule of wanted) {
        findings.add(rule, await rule.checkSource(source, contract, repository))
      }
    }
  }
}
