import { h } from 'preact'
import { visiblePieces } from '../text/visible-text.ts'

/** Shows a text that a stranger wrote: it cannot reorder what stands around it, and nothing in it stays unseen. */
export function ChainText({ text }: { text: string }) {
  return h(
    'bdi',
    null,
    visiblePieces(text).map((piece) =>
      'text' in piece
        ? piece.text
        : h(
            'span',
            { class: 'hidden-character', title: 'A character that is not seen' },
            piece.hidden,
          ),
    ),
  )
}
