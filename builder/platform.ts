/** Returns this machine as an image platform is written: `linux/amd64`. */
export function platformName(
  platform: string = process.platform,
  arch: string = process.arch,
): string {
  const system = platform === 'win32' ? 'windows' : platform
  const machine = arch === 'x64' ? 'amd64' : arch
  return `${system}/${machine}`
}
