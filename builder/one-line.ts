const MOST_SHOWN = 300

/** Makes a stranger's line fit for a message: git's servers and registries have a say in it, so control characters are left out. */
export function oneLine(text: string): string {
  return text.replaceAll(/[^\P{C}]/gu, ' ').slice(0, MOST_SHOWN)
}
