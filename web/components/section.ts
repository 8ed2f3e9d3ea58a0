import { type ComponentChildren, h } from 'preact'

/** A part of a page under a heading of the second order. */
export function Section({
  id,
  title,
  children,
}: {
  id: string
  title: string
  children?: ComponentChildren
}) {
  return h('section', { class: 'section', 'aria-labelledby': id }, h('h2', { id }, title), children)
}
