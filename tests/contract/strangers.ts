import type { TestRegistry } from './registry.ts'

/** Stores what so many strangers would have stored: copies of a builder's record under accounts of theirs, on the same recipe. */
export function addStrangers(registry: TestRegistry, builder: string, count: number): void {
  const rows = JSON.parse(registry.state()) as [string, string][]
  const suffix = Buffer.from(builder).toString('hex')
  const row = rows.find(([key]) => key.startsWith('61') && key.endsWith(suffix))
  if (row === undefined) throw new Error(`${builder} has no attestation.`)
  const prefix = row[0].slice(0, -suffix.length)
  for (let i = 0; i < count; i++) {
    const key = prefix + Buffer.from(`stranger-${i}.near`).toString('hex')
    registry.put(Buffer.from(key, 'hex'), Buffer.from(row[1], 'hex'))
  }
}
