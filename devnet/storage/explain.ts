import { DevnetError } from '../errors.ts'
import { damaged } from './records.ts'

/** Runs `use`, and turns what SQLite or the system says about a home into a DevnetError. */
export function explained<T>(directory: string, use: () => T): T {
  try {
    return use()
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DevnetError) throw error
    const code = String('code' in error ? error.code : '')
    if (code.startsWith('SQLITE_BUSY')) throw locked(directory, error)
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
      throw damaged(directory, error.message, error)
    }
    // Of SQLite, or of the system: EACCES, ENOTDIR, EROFS and the like.
    if (/^(SQLITE_(CANTOPEN|PERM|READONLY|IOERR|FULL)|E[A-Z]+$)/.test(code)) {
      throw unusable(directory, error)
    }
    throw error
  }
}

function locked(directory: string, cause: Error): DevnetError<'HOME_LOCKED'> {
  const text = `The network in ${directory} is running already. Stop it, or use another directory.`
  return new DevnetError('HOME_LOCKED', text, { directory }, { cause })
}

function unusable(directory: string, cause: Error): DevnetError<'HOME_UNUSABLE'> {
  const text = `${directory} cannot be used (${cause.message}). Check that it is a directory, that this user may write there and that the disk has room.`
  return new DevnetError('HOME_UNUSABLE', text, { directory }, { cause })
}
