import { join } from 'node:path'
import type { Plugin } from 'rollup'
import { ToolchainError } from '../errors.ts'
import { packageFolder } from '../packages.ts'
import { createPackageResolver } from './within-package.ts'

/**
 * Makes the rollup plugin that decides where a contract's packages come from: near-sdk-js always
 * from the toolchain, as the digest pins it; any other package from the contract's own folders
 * and, where those lack it, from the toolchain's install. An import that nothing answers is an
 * error, since a contract can load nothing later.
 */
export function contractResolve(): Plugin {
  const anchor = join(packageFolder('near-sdk-js'), '..', 'contract.js')
  const withinPackage = createPackageResolver()
  return {
    name: 'contract-resolve',
    async resolveId(source, importer, options) {
      if (importer === undefined) return null
      const near = await withinPackage(source, importer)
      if (near !== undefined) return near
      const bare = !/^[./\0]|^[A-Za-z]:/.test(source)
      const ofSdk = source === 'near-sdk-js' || source.startsWith('near-sdk-js/')
      const candidates = ofSdk ? [anchor] : bare ? [importer, anchor] : [importer]
      for (const from of candidates) {
        const found = await this.resolve(source, from, { ...options, skipSelf: true })
        if (found !== null && !found.external) return found
      }
      throw new ToolchainError(
        'UNRESOLVED_IMPORT',
        `${importer} imports ${JSON.stringify(source)}, which is not there. Node's own modules do not exist in a contract; packages must be installed.`,
        { file: importer, import: source },
      )
    },
  }
}
