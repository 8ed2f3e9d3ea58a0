import { h } from 'preact'
import type { StatusParts } from '../answers.gen.ts'
import { type Ask, type Problem, problemAt } from '../ask.ts'
import { ChainText } from '../components/chain-text.ts'
import { Message } from '../components/message.ts'
import { STATUS } from '../documents/status.ts'
import type { Page } from '../page.ts'
import { visibleText } from '../text/visible-text.ts'

/** Makes the page that says why there is none, and what to do. */
export function pageForProblem({
  problems,
  at,
  mirror,
  what,
}: {
  problems: readonly Problem[]
  /** The field that was asked for. */
  at: string
  mirror: StatusParts | null
  /** What the reader asked about. */
  what: string
}): Page {
  const problem = problemAt(problems, at) ?? problems[0]
  if (problem === undefined)
    return notFoundPage(`Nothing is known of ${visibleText(what)}.`, mirror)
  const { status, title, advice } = describe(problem)
  return {
    status,
    title,
    mirror,
    main: h(
      'div',
      { class: 'message' },
      h('p', { class: 'kind' }, h(ChainText, { text: what })),
      h('h1', null, title),
      h(Message, { text: problem.message }),
      h('p', null, advice),
    ),
  }
}

/** Makes the page for an address under which there is nothing, where nothing else was asked. */
export async function unknownPage(ask: Ask, message: string): Promise<Page> {
  const { data } = await ask(STATUS, {})
  return notFoundPage(message, data?.status ?? null)
}

/** Makes the page that says that there is nothing. */
export function notFoundPage(message: string, mirror: StatusParts | null): Page {
  return {
    status: 404,
    title: 'Not found',
    mirror,
    main: h(
      'div',
      { class: 'message' },
      h('h1', null, 'Not found'),
      h('p', null, message),
      h(
        'p',
        null,
        'Search for an account, a code hash, a repository or a commit, or begin with the ',
        h('a', { href: '/' }, 'overview'),
        '.',
      ),
    ),
  }
}

/** The page for what nobody has foreseen. */
export const brokenPage: Page = {
  status: 500,
  title: 'Something went wrong here',
  mirror: null,
  main: h(
    'div',
    { class: 'message' },
    h('h1', null, 'Something went wrong here'),
    h('p', null, 'It has been logged. Reload the page in a moment.'),
  ),
}

type Description = { status: number; title: string; advice: string }

const MIRROR_ADVICE =
  'Whoever runs this site starts the indexer (countersign index) or waits until it has caught up. Reload the page in a moment.'

function describe({ code }: Problem): Description {
  switch (code) {
    case 'MIRROR_NOT_READY':
      return { status: 503, title: 'The mirror is not ready', advice: MIRROR_ADVICE }
    case 'MIRROR_UNUSABLE':
      return {
        status: 503,
        title: 'The mirror cannot be read',
        advice: 'Whoever runs this site finds the reason in its log.',
      }
    case 'INVALID_ARGUMENT':
    case 'INVALID_POLICY':
    case 'BAD_USER_INPUT':
      return {
        status: 400,
        title: 'That cannot be looked up',
        advice: 'Correct the address, or search for it in the box above.',
      }
    case 'UNKNOWN_POLICY':
      return {
        status: 404,
        title: 'There is no such policy',
        advice: 'Its owner may have removed it, or the name is spelt otherwise.',
      }
    case 'INTERNAL_SERVER_ERROR':
      return {
        status: 500,
        title: 'Something went wrong here',
        advice: 'It has been logged. Reload the page in a moment.',
      }
    default:
      return {
        status: 503,
        title: 'NEAR cannot be asked now',
        advice:
          'Which code runs at an account is read from the chain, and its RPC does not answer. Reload the page in a moment. What is known by code hash is shown all the same: search for the hash.',
      }
  }
}
