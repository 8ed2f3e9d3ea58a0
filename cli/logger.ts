import { type Logger, pino } from 'pino'
import type { Io } from './io.ts'

/** Makes the logger of a service: JSON lines on stderr. */
export function createLogger(io: Io, level: string): Logger {
  return pino({ level }, io.stderr)
}
