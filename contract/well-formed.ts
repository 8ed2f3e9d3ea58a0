import { utf8 } from './host.ts'

/** Puts U+FFFD for each lone surrogate: the host ends a call with another error where a message is no UTF-8. */
export function wellFormed(text: string): string {
  if (utf8(text).length === text.length) return text
  let sound = ''
  for (const character of text) {
    const unit = character.charCodeAt(0)
    const lone = character.length === 1 && unit >= 0xd800 && unit <= 0xdfff
    sound += lone ? '\ufffd' : character
  }
  return sound
}
