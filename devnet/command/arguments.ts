import { DevnetError } from '../errors.ts'

export function readNumber(option: string, text: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value <= max) return value
  throw badOption(option, `${option} is "${text}"; it takes a whole number up to ${max}.`)
}

export function badOption(option: string, message: string, cause?: unknown): DevnetError {
  return new DevnetError('BAD_OPTION', message, { option, value: message }, { cause })
}
