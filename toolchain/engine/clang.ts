import { describeCause, ToolchainError } from '../errors.ts'
import { importRoot } from '../packages.ts'

/** Files that the compiler sees and makes: it runs on a file system in memory. */
export type FileTree = Record<string, string | Uint8Array>

/** Runs clang on files in memory and gives back the one file that it was asked to make. */
export type Clang = (
  args: readonly string[],
  files: FileTree,
  output: string,
) => Promise<Uint8Array>

type YowaspModule = {
  runLLVM: (args: string[], files: FileTree, options: YowaspOptions) => Promise<FileTree>
  commands: {
    clang: (args: string[], files: FileTree, options: YowaspOptions) => Promise<FileTree>
  }
}

type YowaspOptions = {
  stdout: (bytes: Uint8Array | null) => void
  stderr: (bytes: Uint8Array | null) => void
  fetchProgress: () => void
}

/** Loads clang, which is itself WebAssembly: the same on every machine. */
export async function loadClang(): Promise<Clang> {
  const { commands, runLLVM } = await importRoot<YowaspModule>('@yowasp/clang')
  const silent = { stdout: () => {}, stderr: () => {}, fetchProgress: () => {} }
  // The first run loads 105 MB and, unless it is asked not to, prints about it.
  await runLLVM(['clang', '--version'], {}, silent)
  return async (args, files, output) => {
    const printed: Uint8Array[] = []
    const collect = (bytes: Uint8Array | null) => {
      // A copy: the bytes are a view of memory that clang goes on using.
      if (bytes !== null) printed.push(bytes.slice())
    }
    const options = { ...silent, stdout: collect, stderr: collect }
    try {
      const made = await commands.clang([...args, '-o', output], files, options)
      const file = made[output]
      if (file instanceof Uint8Array) return file
    } catch (error) {
      throw compilerFailed(output, printed, error)
    }
    throw compilerFailed(output, printed)
  }
}

function compilerFailed(output: string, printed: Uint8Array[], cause?: unknown): ToolchainError {
  const text = Buffer.concat(printed).toString('utf8').trim()
  return new ToolchainError(
    'COMPILER_FAILED',
    `clang could not make ${output}: ${text === '' ? describeCause(cause ?? 'it printed nothing') : text}`,
    { output },
    { cause },
  )
}
