import { type ComponentChildren, h } from 'preact'

/** A table whose rows become cards where the screen is narrow; the roles keep it a table for readers of screens. */
export function DataTable({
  caption,
  columns,
  rows,
}: {
  caption: ComponentChildren
  columns: readonly string[]
  /** The first cell of a row is its heading. */
  rows: readonly (readonly ComponentChildren[])[]
}) {
  return h(
    'table',
    { role: 'table' },
    h('caption', null, caption),
    h(
      'thead',
      { role: 'rowgroup' },
      h(
        'tr',
        { role: 'row' },
        columns.map((title) => h('th', { key: title, role: 'columnheader', scope: 'col' }, title)),
      ),
    ),
    h(
      'tbody',
      { role: 'rowgroup' },
      rows.map((cells, i) =>
        h(
          'tr',
          { key: i, role: 'row' },
          cells.map((cell, j) =>
            j === 0
              ? h('th', { role: 'rowheader', scope: 'row', 'data-label': columns[j] }, cell)
              : h('td', { role: 'cell', 'data-label': columns[j] }, cell),
          ),
        ),
      ),
    ),
  )
}
