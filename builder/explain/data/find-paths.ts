// Where a source path ends: the endings of languages that compile to WebAssembly.
const ENDINGS = [
  '.rs',
  '.c',
  '.h',
  '.cc',
  '.cpp',
  '.hpp',
  '.ts',
  '.js',
  '.py',
  '.zig',
  '.go',
  '.as',
]

const LONGEST_PATH = 260
const WORD = /\w/
const IS_IN_PATHS = Array.from({ length: 128 }, (_, code) =>
  /[\w.@+~\-/\\:]/.test(String.fromCharCode(code)),
)

/**
 * Finds paths of source files in a text: at least one folder, and an ending of a language. What stands before a path without a gap, as
 * texts do in programs of Rust, is taken as part of it unless the path begins at a folder where paths usually begin.
 */
export function findPaths(text: string): string[] {
  const paths: string[] = []
  let from = 0
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    if (dot < from) continue
    const ending = endingAt(text, dot)
    if (ending === undefined) continue
    const end = dot + ending.length
    const start = startOf(text, Math.max(from, end - LONGEST_PATH), dot)
    const path = fromUsualRoot(text.slice(start, end))
    if (/[\\/]/.test(path) && WORD.test(text[dot - 1] ?? '')) {
      paths.push(path)
      from = end
    }
  }
  return paths
}

/** Takes the longest ending, since `.rs` may be followed by the next text but `.c` not by `pp`. */
function endingAt(text: string, dot: number): string | undefined {
  return ENDINGS.filter((ending) => text.startsWith(ending, dot))
    .toSorted((a, b) => b.length - a.length)
    .find((ending) => ending === '.rs' || !WORD.test(text[dot + ending.length] ?? ''))
}

function startOf(text: string, lowest: number, dot: number): number {
  let start = dot
  while (start > lowest && IS_IN_PATHS[text.charCodeAt(start - 1)] === true) start--
  return start
}

const USUAL_ROOT =
  /[\\/](?:home|Users|root|rustc|usr|opt|tmp|var|private|builds?|github|mnt|nix|workspaces?|host|app)[\\/]/

function fromUsualRoot(path: string): string {
  if (/^[\\/.]/.test(path)) return path
  const root = USUAL_ROOT.exec(path)
  return root === null ? path : path.slice(root.index)
}
