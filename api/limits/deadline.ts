import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Turn } from './turn.ts'

/**
 * Makes a plugin that gives each answer a time; one that is not there by then is an error, and nothing more is read for it.
 *
 * An answer that is made without waiting is not timed at all.
 */
export function createDeadline(ms: number): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args) => {
        const result = executeFn(args)
        return result instanceof Promise ? inTime(result, args.contextValue.turn, ms) : result
      })
    },
  }
}

async function inTime<T>(result: Promise<T>, turn: Turn, ms: number) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ errors: GraphQLError[] }>((resolve) => {
    timer = setTimeout(() => {
      turn.over = true
      resolve({ errors: [tooLate(ms)] })
    }, ms)
  })
  try {
    return await Promise.race([result, late])
  } finally {
    clearTimeout(timer)
  }
}

function tooLate(ms: number): GraphQLError {
  return new GraphQLError(
    `The answer was not there after ${ms} ms, so it was given up. Ask for less, or again in a moment.`,
    {
      extensions: {
        code: 'DEADLINE_EXCEEDED',
        milliseconds: ms,
        retryable: true,
        http: { status: 503 },
      },
    },
  )
}
