import type { PageMaker } from './page.ts'
import { builderPage } from './pages/builder-page.ts'
import { codePage } from './pages/code-page.ts'
import { contractPage } from './pages/contract-page.ts'
import { homePage } from './pages/home-page.ts'
import { policyPage } from './pages/policy-page.ts'
import { recipePage } from './pages/recipe-page.ts'

/** The pages by their paths; `*` stands for one part. */
const ROUTES: readonly (readonly [path: readonly string[], page: PageMaker])[] = [
  [[], homePage],
  [['contracts', '*'], contractPage],
  [['code', '*'], codePage],
  [['builders', '*'], builderPage],
  [['recipes', '*'], recipePage],
  [['policies', '*', '*'], policyPage],
]

/** Finds the page for a path; null if there is none. */
export function findPage(pathname: string): { page: PageMaker; params: string[] } | null {
  const parts = partsOf(pathname)
  if (parts === null) return null
  for (const [path, page] of ROUTES) {
    if (path.length !== parts.length) continue
    if (path.every((name, i) => name === '*' || name === parts[i])) {
      return { page, params: parts.filter((_, i) => path[i] === '*') }
    }
  }
  return null
}

/** Takes a path apart and decodes its parts; null if it is not encoded as it should be. */
function partsOf(pathname: string): string[] | null {
  try {
    const parts = pathname.split('/').slice(1).map(decodeURIComponent)
    if (parts.at(-1) === '') parts.pop()
    return parts.includes('') ? null : parts
  } catch {
    return null
  }
}
