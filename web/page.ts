import type { ComponentChildren } from 'preact'
import type { StatusParts } from './answers.gen.ts'
import type { Ask } from './ask.ts'
import type { Live } from './live.ts'
import type { GivenPolicy } from './policy-choice.ts'

/** What a page is made from. */
export type PageRequest = {
  ask: Ask
  url: URL
  /** The parts of the path that the route names, decoded. */
  params: readonly string[]
  policy: GivenPolicy | null
}

/** What there is to show, before it is put into a document. */
export type Page = {
  status: number
  /** What the browser's tab says, before the name of the site. */
  title: string
  main: ComponentChildren
  /** How far the mirror is; null where it cannot be asked. */
  mirror: StatusParts | null
  /** When a browser that shows it should ask again; left out where nothing would change. */
  live?: Live
  /** Whether the page is the first one, which has the search box in its middle. */
  isHome?: boolean
}

export type PageMaker = (request: PageRequest) => Promise<Page | Redirect>

/** Sends the reader on to another page of this site. */
export type Redirect = { redirect: string }
