import type { Found } from '../../finding.ts'
import { isTable, tableAt, textAt, textsAt, valueAt } from '../../manifest/manifest.ts'
import type { PythonRule } from '../rule.ts'

/** Where nearc reads its reproducible mode from (nearc, docs/reproducible-builds.md). */
const RECIPE = ['tool', 'near', 'reproducible_build']

export const recipe: PythonRule = {
  id: 'python-recipe',
  severity: 'error',
  looksFor:
    '`[tool.near.reproducible_build]` with an image by digest and a build command; a warning if there is none',
  why: 'It is what nearc --reproducible builds in; a tag, or no image at all, leaves the compiler open.',
  fix: 'Run nearc --init-reproducible-config, and name the image by its sha256 digest.',
  check({ pyproject, manifest }) {
    if (pyproject === undefined || !isTable(valueAt(pyproject.value, ...RECIPE))) {
      const what = `There is no [${RECIPE.join('.')}].`
      return [{ what, file: manifest.file, line: 1, severity: 'warning' }]
    }
    const { file } = pyproject
    const table = tableAt(pyproject.value, ...RECIPE)
    const found: Found[] = []
    const digest = /@(sha256:[^@]*)$/.exec(textAt(table, 'image') ?? '')?.[1]
    const named = textAt(table, 'image_digest') ?? digest
    if (textAt(table, 'image') === undefined) {
      found.push({ what: 'image is missing.', file, line: pyproject.lineOf(...RECIPE, 'image') })
    } else if (![named, digest ?? named].every(isDigest)) {
      const key = digest === undefined ? 'image_digest' : 'image'
      const what = 'The image has no digest of sha256: and 64 hexadecimal digits.'
      found.push({ what, file, line: pyproject.lineOf(...RECIPE, key) })
    }
    if (textsAt(table, 'container_build_command').length === 0) {
      const line = pyproject.lineOf(...RECIPE, 'container_build_command')
      found.push({ what: 'container_build_command is missing.', file, line })
    }
    return found
  },
}

const isDigest = (text: string | undefined): boolean => /^sha256:[0-9a-f]{64}$/.test(text ?? '')
