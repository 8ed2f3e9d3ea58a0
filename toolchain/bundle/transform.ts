import { createHash } from 'node:crypto'
import { dirname, extname } from 'node:path'
import type { Plugin } from 'rollup'
import type { CacheStore } from '../cache/store.ts'
import { importFromSdk } from '../packages.ts'

type Babel = {
  transformAsync(
    code: string,
    options: object,
  ): Promise<{ code?: string | null; map?: { mappings: string; names: string[] } | null } | null>
}

/** A module as rollup takes it. The map leads back to the author's lines and names no file. */
type Transformed = {
  code: string
  map: { version: 3; sources: string[]; names: string[]; mappings: string }
}

type BabelPlugin = { default: unknown }

/**
 * Makes the rollup plugin that runs near-sdk-js's babel plugins over a module: decorators,
 * `includeBytes`, the exports of a @NearBindgen class, and TypeScript's types taken away.
 * What comes out depends on the text alone, so it is cached by that.
 */
export function nearTransform(deps: { cache?: CacheStore | undefined; toolchain: string }): Plugin {
  let transformer: Promise<(code: string, file: string) => Promise<Transformed>> | undefined
  return {
    name: 'near-transform',
    async transform(text, id) {
      if (!needsBabel(text, id)) return null
      // JavaScript takes both line ends for the same, but comments would carry them into the input hash.
      const code = text.replaceAll('\r\n', '\n')
      const key = sha256Hex(JSON.stringify([deps.toolchain, extname(id), code]))
      // includeBytes reads another file, so the text alone does not say what comes out.
      const cache = code.includes('includeBytes') ? undefined : deps.cache
      const known = await cache?.get('modules', key)
      if (known !== undefined) return parseTransformed(known)
      transformer ??= loadTransformer()
      const transformed = await (await transformer)(code, id)
      await cache?.put('modules', key, Buffer.from(JSON.stringify(transformed), 'utf8'))
      return transformed
    },
  }
}

/** Packages come as plain JavaScript: only those that use near-sdk-js's syntax go through babel. */
function needsBabel(code: string, id: string): boolean {
  if (/\.[cm]?tsx?$/.test(id)) return true
  if (!/[\\/]node_modules[\\/]/.test(id)) return true
  return /@NearBindgen\b|\bincludeBytes\s*\(/.test(code)
}

function parseTransformed(cached: Uint8Array): Transformed {
  const transformed: Transformed = JSON.parse(Buffer.from(cached).toString('utf8'))
  return transformed
}

async function loadTransformer(): Promise<(code: string, file: string) => Promise<Transformed>> {
  const babel = await importFromSdk<{ default: Babel }>('@babel/core')
  const typescript = await importFromSdk<BabelPlugin>('@babel/preset-typescript')
  const decorators = await importFromSdk<BabelPlugin>('@babel/plugin-proposal-decorators')
  const tools = 'near-sdk-js/lib/cli/build-tools'
  const includeBytes = await importFromSdk<BabelPlugin>(`${tools}/include-bytes.js`)
  const exporter = await importFromSdk<BabelPlugin>(`${tools}/near-bindgen-exporter.js`)
  return async (code, file) => {
    const result = await babel.default.transformAsync(code, {
      filename: file,
      // Nothing that lies about in the contract's folder or in a parent of it may change the output.
      babelrc: false,
      configFile: false,
      browserslistConfigFile: false,
      cwd: dirname(file),
      root: dirname(file),
      envName: 'production',
      sourceMaps: true,
      inputSourceMap: false,
      compact: false,
      presets: [interop(typescript)],
      // The order of near-sdk-js's own command.
      plugins: [
        interop(includeBytes),
        [interop(exporter), { verbose: false }],
        [interop(decorators), { version: 'legacy' }],
      ],
    })
    const { names = [], mappings = '' } = result?.map ?? {}
    return { code: result?.code ?? '', map: { version: 3, sources: [''], names, mappings } }
  }
}

/** Takes the plugin function out of a module, which is doubly wrapped if it is CommonJS. */
function interop(module: BabelPlugin): unknown {
  const inner = module.default
  if (typeof inner === 'object' && inner !== null && 'default' in inner) return inner.default
  return inner
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
