import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ProtocolError } from '../../protocol/errors.ts'
import { type Policy, readPolicy } from '../../protocol/policy.ts'
import { readPolicyId } from '../../protocol/policy-id.ts'
import { readPolicyText } from '../../protocol/policy-text.ts'
import { CommandExit } from '../command-exit.ts'
import { EXIT } from '../exit-codes.ts'

/** A policy in full, or the id under which the registry has it. */
export type GivenPolicy = Policy | { id: string }

/**
 * Reads what `--policy` says: a file with a policy as text or JSON, else an inline policy such as `anyone 3`, else `owner/name`.
 *
 * Throws a CommandExit that says what is wrong with it, by line or field.
 */
export async function readGivenPolicy(given: string, cwd: string): Promise<GivenPolicy> {
  const text = await readFileIfThere(resolve(cwd, given))
  try {
    if (text !== undefined) return readEitherForm(text)
    if (/\s/.test(given)) return readEitherForm(given)
    const { owner, name } = readPolicyId(given, '--policy')
    return { id: `${owner}/${name}` }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    const what =
      text === undefined && !/\s/.test(given)
        ? `"${given}" is no file, no policy such as "anyone 3" and no owner/name`
        : `The policy ${text === undefined ? '' : `in ${given} `}cannot be read: ${error.message.slice(0, -1)}`
    throw new CommandExit(EXIT.USAGE, `${what}.`, { cause: error })
  }
}

function readEitherForm(text: string): Policy {
  if (!text.trimStart().startsWith('{')) return readPolicyText(text)
  try {
    return readPolicy(JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new ProtocolError('policy', `must be JSON (${error.message})`)
  }
}

async function readFileIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // A name that is too long for a file, or with a file for a folder in it, is none either.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
    throw new CommandExit(EXIT.USAGE, `The policy ${path} cannot be read: ${String(error)}.`)
  }
}
