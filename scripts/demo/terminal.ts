import { styleText } from 'node:util'

export type Terminal = {
  /** Begins a numbered part of the demo. */
  part(title: string): void
  line(text: string): void
  /** Says what is being done right now; overwritten by the next line where the terminal can. */
  status(text: string): void
}

type Style = Parameters<typeof styleText>[0]

export const paint = (style: Style, text: string): string => styleText(style, text)

/** Writes progress for a person: parts, lines, and on a real terminal a status line below them. */
export function createTerminal(out: NodeJS.WriteStream): Terminal {
  let parts = 0
  let shown = false
  const clear = () => {
    if (shown) out.write('\r\u001b[2K')
    shown = false
  }
  const line = (text: string) => {
    clear()
    out.write(`${text}\n`)
  }
  return {
    line,
    part: (title) => {
      parts += 1
      line('')
      line(paint('bold', `${parts}. ${title}`))
    },
    status: (text) => {
      if (!out.isTTY) return
      clear()
      out.write(paint('dim', `   ${text}`.slice(0, Math.max(20, out.columns - 1))))
      shown = true
    },
  }
}
