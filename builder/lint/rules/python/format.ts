import { pythonSources } from '../../contracts/python-sources.ts'
import { checkFormat } from '../../formatter/check-format.ts'
import { configuredFormatter } from '../../formatter/configured.ts'
import type { PythonRule } from '../rule.ts'

export const format: PythonRule = {
  id: 'python-format',
  severity: 'warning',
  looksFor:
    'sources that are as the configured Black or YAPF would write them; the one rule that runs a program',
  why: 'Without one form for all, what an editor does on saving changes the sources that others build.',
  fix: 'Configure Black or YAPF in pyproject.toml, run it and commit what it changed.',
  async check(contract, { tree, formatter, note }) {
    const configured = await configuredFormatter(contract, tree)
    if (configured === undefined) {
      const what = 'Neither Black nor YAPF is configured.'
      return [{ what, file: contract.manifest.file, line: 1 }]
    }
    const { name, file, line } = configured
    const sources: string[] = []
    for (const source of pythonSources(contract, tree)) {
      const text = await tree.read(source)
      if (text === undefined) continue
      if (text.length <= formatter.mostBytes) sources.push(source)
      else note(`The form of ${source} was not checked: it is too large.`)
    }
    if (sources.length === 0) return []
    const checked = await checkFormat(configured, sources, { root: tree.root, ...formatter })
    if ('unchecked' in checked) {
      note(`The form of ${contract.manifest.file}'s sources was not checked: ${checked.unchecked}.`)
      return []
    }
    if (checked.unformatted === 'some') {
      return [{ what: `${name} would change sources, and does not say which.`, file, line }]
    }
    return checked.unformatted.map((source) => ({
      what: `${name} would change it.`,
      file: source,
      line: 1,
    }))
  },
}
