// Heights are below this for some 19,000 years of a block every 600 ms.
const HIGHEST = 10 ** 12 - 1

/**
 * Finds the last height that there is a block of: a listing only goes upwards, so by trying ever higher ones, then in between.
 *
 * `next` returns the first height from one on, or undefined. Gives undefined if there is none from `from` on.
 */
export async function lastHeight(
  from: number,
  next: (height: number) => Promise<number | undefined>,
): Promise<number | undefined> {
  let last = await next(from)
  if (last === undefined) return undefined
  let none = HIGHEST
  for (let step = 1; last + step < none; step *= 2) {
    const found = await next(last + step)
    if (found === undefined) none = last + step
    else last = found
  }
  while (none - last > 1) {
    const middle = Math.ceil((last + none) / 2)
    const found: number | undefined = await next(middle)
    if (found === undefined) none = middle
    else last = found
  }
  return last
}
