import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { ToolchainError } from './errors.ts'

/** The npm packages that the toolchain starts from; package.json pins them. */
export const ROOT_PACKAGES = ['@yowasp/clang', 'binaryen', 'near-sdk-js', 'qjsc'] as const

export type RootPackage = (typeof ROOT_PACKAGES)[number]

const fromHere = createRequire(import.meta.url)

/** Finds the folder of one of the toolchain's packages, which are optional dependencies. */
export function packageFolder(name: RootPackage): string {
  const lookup = fromHere.resolve.paths(name) ?? []
  for (const folder of lookup) {
    const candidate = `${folder}/${name}`
    if (isFile(`${candidate}/package.json`)) return candidate
  }
  throw missingPackage(name)
}

/** Imports one of near-sdk-js's own dependencies, as that package itself would resolve it. */
export async function importFromSdk<Module>(specifier: string): Promise<Module> {
  const fromSdk = createRequire(`${packageFolder('near-sdk-js')}/package.json`)
  try {
    const module: Module = await import(pathToFileURL(fromSdk.resolve(specifier)).href)
    return module
  } catch (error) {
    throw missingPackage(specifier, error)
  }
}

/** Imports a package of the toolchain itself. */
export async function importRoot<Module>(name: RootPackage): Promise<Module> {
  packageFolder(name)
  const module: Module = await import(name)
  return module
}

function missingPackage(name: string, cause?: unknown): ToolchainError {
  return new ToolchainError(
    'PACKAGE_MISSING',
    `Building a contract needs the npm package ${name}, which is not installed. It is an optional dependency: run npm ci without --omit=optional.`,
    { package: name },
    { cause },
  )
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
