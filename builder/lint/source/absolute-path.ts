/** Roots of file systems that texts of contracts name only by mistake; `/` alone is common in other texts. */
const ABSOLUTE =
  /^(?:file:\/\/)?(?:\/(?:Applications|Library|Users|Volumes|bin|dev|etc|home|lib|mnt|opt|private|proc|root|run|srv|sys|tmp|usr|var)\/|[A-Za-z]:[\\/]{1,2}\w|~\/)/

/** Whether a text is a path that only some machines have. */
export function isMachinePath(text: string): boolean {
  return ABSOLUTE.test(text)
}
