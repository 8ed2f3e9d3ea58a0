import { escapeXml } from './escape-xml.ts'
import { textWidth } from './text-width.ts'

export type Badge = {
  /** Small letters, digits, commas and brackets. */
  text: string
  tone: Tone
  /** In full, for those who cannot see it or point at it. */
  title: string
}

export type Tone = keyof typeof COLOURS

const LABEL = 'countersign'

/** Backgrounds for white text: each has a contrast of at least 4.5 to it (WCAG 2.2, 1.4.3), and none relies on the page's own. */
export const COLOURS = {
  label: '#3b434b',
  good: '#1a7f37',
  some: '#8a5a00',
  bad: '#b3261e',
  none: '#59636e',
} as const

const HEIGHT = 20
const FONT_SIZE = 11
const PADDING = 6
const RADIUS = 3
// Puts letters of 11 pixels in the middle of 20.
const BASELINE = 14

/** Draws a badge: who says it on the left and what is said on the right, in words and in colour. */
export function badgeSvg({ text, tone, title }: Badge): string {
  const label = textWidth(LABEL, FONT_SIZE)
  const value = textWidth(text, FONT_SIZE)
  const split = label + 2 * PADDING
  const width = split + value + 2 * PADDING
  const spoken = escapeXml(`${LABEL}: ${text}`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${spoken}"><title>${escapeXml(title)}</title>
<path fill="${COLOURS.label}" d="M${RADIUS} 0H${split}V${HEIGHT}H${RADIUS}a${RADIUS} ${RADIUS} 0 0 1-${RADIUS}-${RADIUS}V${RADIUS}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS}-${RADIUS}z"/>
<path fill="${COLOURS[tone]}" d="M${split} 0H${width - RADIUS}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS} ${RADIUS}V${HEIGHT - RADIUS}a${RADIUS} ${RADIUS} 0 0 1-${RADIUS} ${RADIUS}H${split}z"/>
<g fill="#fff" font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="${FONT_SIZE}" aria-hidden="true"><text x="${PADDING}" y="${BASELINE}" textLength="${label}">${LABEL}</text><text x="${split + PADDING}" y="${BASELINE}" textLength="${value}">${escapeXml(text)}</text></g></svg>
`
}
