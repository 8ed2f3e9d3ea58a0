import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A file that pages load, under an address that changes with it. */
export type Asset = { path: string; type: string; body: string }

const FILES = {
  css: ['page.css', 'text/css; charset=utf-8'],
  js: ['page.js', 'text/javascript; charset=utf-8'],
  icon: ['icon.svg', 'image/svg+xml'],
} as const

export type Assets = Readonly<Record<keyof typeof FILES, Asset>>

/** Reads the files that pages load. */
export function readAssets(): Assets {
  const read = ([name, type]: readonly [string, string]): Asset => {
    const body = readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8')
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 12)
    return { path: `/assets/${digest}/${name}`, type, body }
  }
  return { css: read(FILES.css), js: read(FILES.js), icon: read(FILES.icon) }
}
