// Reads two files, explains them unless the third argument is `reading`, and prints the most memory that the process held, in MB.
import { existsSync, readFileSync } from 'node:fs'

const [a, b] = process.argv.slice(2, 4).map((file) => new Uint8Array(readFileSync(file)))
if (a === undefined || b === undefined) throw new Error('Name two files.')
if (process.argv[4] !== 'reading') {
  const { explain } = await import('../../builder/explain/index.ts')
  explain(a, b)
}
console.log(Math.round(peakKilobytes() / 1024))

/** On Linux what resourceUsage says includes the process that started this one, before it became this one. */
function peakKilobytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return peak === undefined ? process.resourceUsage().maxRSS : Number(peak)
}
