import { textAt } from '../../manifest/manifest.ts'
import type { JavascriptRule } from '../rule.ts'

export const engines: JavascriptRule = {
  id: 'javascript-engines',
  severity: 'warning',
  looksFor: '`engines.node` that says which Node it is built with',
  why: 'Compilers run in Node, and some do not run, or do something else, in one that they were not made for.',
  fix: 'Say in engines.node which versions of Node the contract is built with.',
  check({ manifest }) {
    const said = textAt(manifest.value, 'engines', 'node')?.trim()
    if (said !== undefined && /\d/.test(said)) return []
    const what = said === undefined ? 'engines.node is missing.' : `"${said}" is any Node.`
    return [{ what, file: manifest.file, line: manifest.lineOf('engines', 'node') }]
  },
}
