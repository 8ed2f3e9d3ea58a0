import type { CacheStore } from './store.ts'

/** What is kept of a finished build. */
export type BuildRecord = { wasm: Uint8Array; methods: string[] }

/** The method list comes first, as a line of JSON; then the wasm. */
const NEWLINE = 10

/** Looks a finished build up by the hash of its inputs. */
export async function readBuild(
  cache: CacheStore,
  inputHash: string,
): Promise<BuildRecord | undefined> {
  const file = await cache.get('builds', inputHash)
  if (file === undefined) return undefined
  const end = file.indexOf(NEWLINE)
  const methods: string[] = JSON.parse(Buffer.from(file.subarray(0, end)).toString('utf8'))
  return { wasm: new Uint8Array(file.subarray(end + 1)), methods }
}

/** Keeps a finished build. */
export async function writeBuild(
  cache: CacheStore,
  inputHash: string,
  { wasm, methods }: BuildRecord,
): Promise<void> {
  const head = Buffer.from(`${JSON.stringify(methods)}\n`, 'utf8')
  await cache.put('builds', inputHash, Buffer.concat([head, wasm]))
}
