// The door of web/: pages for people over an API that can be asked.

export type { Answer, Ask, Problem } from './ask.ts'
export { createPages, type PageResponse, type Pages } from './create-pages.ts'
