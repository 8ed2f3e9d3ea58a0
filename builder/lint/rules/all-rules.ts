import { engines } from './javascript/engines.ts'
import { installScripts } from './javascript/install-scripts.ts'
import { lockFile as javascriptLockFile } from './javascript/lock-file.ts'
import { sdkVersion } from './javascript/sdk-version.ts'
import { malformedManifest, unreadFile } from './of-repository.ts'
import { format } from './python/format.ts'
import { lockFile as pythonLockFile } from './python/lock-file.ts'
import { pinned } from './python/pinned.ts'
import { recipe as pythonRecipe } from './python/recipe.ts'
import { systemCode } from './python/system-code.ts'
import { version } from './python/version.ts'
import type {
  JavascriptRule,
  PythonRule,
  PythonSourceRule,
  RuleWords,
  RustRule,
  RustSourceRule,
} from './rule.ts'
import { buildScript } from './rust/build-script.ts'
import { compileTimeEnvironment } from './rust/compile-time-environment.ts'
import { gitDependency } from './rust/git-dependency.ts'
import { imageDigest } from './rust/image-digest.ts'
import { includedFile } from './rust/included-file.ts'
import { lockFile as rustLockFile } from './rust/lock-file.ts'
import { locked } from './rust/locked.ts'
import { machinePath } from './rust/machine-path.ts'
import { passedEnv } from './rust/passed-env.ts'
import { patch } from './rust/patch.ts'
import { pathDependency } from './rust/path-dependency.ts'
import { pathMacro } from './rust/path-macro.ts'
import { recipe as rustRecipe } from './rust/recipe.ts'
import { repositoryUrl } from './rust/repository-url.ts'
import { toolchain } from './rust/toolchain.ts'
import { wildcardVersion } from './rust/wildcard-version.ts'

export const RUST_RULES: readonly RustRule[] = [
  rustLockFile,
  rustRecipe,
  imageDigest,
  locked,
  passedEnv,
  repositoryUrl,
  toolchain,
  buildScript,
  pathDependency,
  gitDependency,
  patch,
  wildcardVersion,
]

export const RUST_SOURCE_RULES: readonly RustSourceRule[] = [
  pathMacro,
  machinePath,
  includedFile,
  compileTimeEnvironment,
]

export const JAVASCRIPT_RULES: readonly JavascriptRule[] = [
  javascriptLockFile,
  sdkVersion,
  engines,
  installScripts,
]

export const PYTHON_RULES: readonly PythonRule[] = [
  pinned,
  pythonLockFile,
  format,
  version,
  pythonRecipe,
]

export const PYTHON_SOURCE_RULES: readonly PythonSourceRule[] = [systemCode]

/** All rules, in the order of docs/lint.md. */
export const RULES: readonly RuleWords[] = [
  ...RUST_RULES,
  ...RUST_SOURCE_RULES,
  ...JAVASCRIPT_RULES,
  ...PYTHON_RULES,
  ...PYTHON_SOURCE_RULES,
  malformedManifest,
  unreadFile,
]
