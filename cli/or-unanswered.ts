import { CommandExit } from './command-exit.ts'
import { EXIT } from './exit-codes.ts'

/** Ends with the exit code for a question that could not be answered, where the command would end with that for a failure. */
export async function orUnanswered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CommandExit) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new CommandExit(EXIT.UNANSWERED, message, { cause: error })
  }
}
