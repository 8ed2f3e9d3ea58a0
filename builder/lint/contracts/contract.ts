import type { Manifest } from '../manifest/manifest.ts'
import type { CargoDependency } from './cargo-dependencies.ts'
import type { LocalPackage } from './local-packages.ts'
import type { Requirement } from './requirement.ts'

export type RustContract = {
  language: 'rust'
  /** Below the linted folder; '' is that itself. */
  folder: string
  manifest: Manifest
  isCdylib: boolean
  /** Root of the workspace; the manifest itself if it is none's member. */
  workspace: Manifest
  workspaceFolder: string
  dependencies: readonly CargoDependency[]
  /** The package itself, and those of the repository that it depends on. */
  packages: readonly LocalPackage[]
  /** Environment variables that the build scripts of these may set for the compiler. */
  namesInBuildScripts: ReadonlySet<string>
}

export type JavascriptContract = {
  language: 'javascript'
  folder: string
  manifest: Manifest
}

export type PythonContract = {
  language: 'python'
  folder: string
  /** pyproject.toml, if there is one. */
  pyproject: Manifest | undefined
  /** What pyproject.toml and requirements.txt ask for. */
  requirements: readonly Requirement[]
  /** The file that says that it is a contract. */
  manifest: { file: string }
}

export type Contract = RustContract | JavascriptContract | PythonContract
