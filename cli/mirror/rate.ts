/** How far an indexer had come at a time (milliseconds). */
export type Sample = { at: number; height: number }

export type Rate = {
  /** Heights a second. */
  perSecond: number
  /** Seconds until the end of the chain; null while nothing moves. */
  secondsLeft: number | null
}

/** Works out how fast an indexer goes from where it was a while ago. A chain that goes on meanwhile is not counted. */
export function rateOf(before: Sample, now: Sample, chainHeight: number): Rate {
  const seconds = (now.at - before.at) / 1_000
  const perSecond = seconds > 0 ? (now.height - before.height) / seconds : 0
  const left = chainHeight - now.height
  return { perSecond, secondsLeft: perSecond > 0 ? left / perSecond : null }
}

/** Writes a number of seconds as people say it, in its two largest units. */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.ceil(whole / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}
