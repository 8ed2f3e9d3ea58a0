import { sdkPaths } from '../../contracts/find-javascript.ts'
import type { Found } from '../../finding.ts'
import { textAt } from '../../manifest/manifest.ts'
import type { JavascriptRule } from '../rule.ts'

// semver.org: three numbers, then a pre-release and a build.
const ONE_VERSION = /^(?:npm:near-sdk-js@)?=?v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/
const ONE_COMMIT = /^[a-z+]+:.*#[0-9a-f]{40}$/
const ANY = /^(?:|\*|x|latest|next)$/i

export const sdkVersion: JavascriptRule = {
  id: 'javascript-sdk-version',
  severity: 'warning',
  looksFor: 'one version of near-sdk-js; an error if any version will do',
  why: 'near-sdk-js brings the engine that becomes most of the contract, and another version is another contract.',
  fix: 'Ask for near-sdk-js by its exact version, such as "2.0.0".',
  check({ manifest }) {
    return sdkPaths(manifest).flatMap((path): Found[] => {
      const said = textAt(manifest.value, ...path) ?? ''
      if (ONE_VERSION.test(said) || ONE_COMMIT.test(said)) return []
      const place = { file: manifest.file, line: manifest.lineOf(...path) }
      if (ANY.test(said)) {
        return [{ what: `"${said}" is any version.`, ...place, severity: 'error' }]
      }
      return [{ what: `"${said}" is not one version.`, ...place }]
    })
  },
}
