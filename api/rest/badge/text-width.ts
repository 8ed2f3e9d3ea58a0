// Advance widths of DejaVu Sans in units of 2,048 an em, read from its `hmtx` table. Badges name Verdana first, which was drawn to nearly
// the same widths, and whichever font a reader has, `textLength` makes the text as long as it is reckoned here.
const UNITS_PER_EM = 2_048

const ADVANCE: Readonly<Record<string, number>> = {
  ' ': 651,
  '(': 799,
  ')': 799,
  ',': 651,
  a: 1255,
  b: 1300,
  c: 1126,
  d: 1300,
  e: 1260,
  f: 721,
  g: 1300,
  h: 1298,
  i: 569,
  j: 569,
  k: 1186,
  l: 569,
  m: 1995,
  n: 1298,
  o: 1253,
  p: 1300,
  q: 1300,
  r: 842,
  s: 1067,
  t: 803,
  u: 1298,
  v: 1212,
  w: 1675,
  x: 1212,
  y: 1212,
  z: 1075,
}

// All digits are equally wide.
const DIGIT = 1303

/** Returns how many pixels a text of small letters, digits, commas and brackets takes. */
export function textWidth(text: string, fontSizePx: number): number {
  const units = Array.from(text, (character) => ADVANCE[character] ?? DIGIT)
  const width = units.reduce((sum, one) => sum + one, 0)
  return Math.ceil((width * fontSizePx) / UNITS_PER_EM)
}
