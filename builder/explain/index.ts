// The door of explain: why two builds of a contract differ.

export type { Explanation } from './document.ts'
export { explain } from './explain.ts'
export type { Reason } from './reasons/reason.ts'
export { fullText } from './text/full-text.ts'
export { printable, printableJson } from './text/printable.ts'
export { shortText } from './text/short-text.ts'
