export const shout = (line: string): string => `${line.toUpperCase()}!`
