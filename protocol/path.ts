/** Tells whether a path has no segment that is empty, `.` or `..`; without slashes at its ends, that makes it a relative one. */
export function isPlainPath(path: string): boolean {
  // With a slash at each end every segment stands between two, so that four searches in native code tell.
  const bounded = `/${path}/`
  return !bounded.includes('//') && !bounded.includes('/./') && !bounded.includes('/../')
}
