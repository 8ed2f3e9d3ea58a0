import type { JavascriptContract, PythonContract, RustContract } from '../contracts/contract.ts'
import type { Found, Severity } from '../finding.ts'
import type { Repository } from '../repository.ts'
import type { SourceText } from '../source/source-text.ts'

/** What is said of each place where a rule is broken. */
export type RuleWords = {
  /** Part of the command's interface. */
  id: string
  /** Of most of its findings. */
  severity: Severity
  /** What it looks for, a few words. */
  looksFor: string
  /** One sentence. */
  why: string
  /** One sentence. */
  fix: string
}

/** A rule about what is around the sources of a contract. */
export type Rule<Contract> = RuleWords & {
  check(contract: Contract, repository: Repository): Promise<Found[]> | Found[]
}

/** A rule about one source of a contract. */
export type SourceRule<Contract> = RuleWords & {
  checkSource(
    source: SourceText,
    contract: Contract,
    repository: Repository,
  ): Promise<Found[]> | Found[]
}

export type RustRule = Rule<RustContract>
export type RustSourceRule = SourceRule<RustContract>
export type JavascriptRule = Rule<JavascriptContract>
export type PythonRule = Rule<PythonContract>
export type PythonSourceRule = SourceRule<PythonContract>
