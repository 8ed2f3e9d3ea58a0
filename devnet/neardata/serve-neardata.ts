import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sendJson, sendNothing, sendText } from '../http/respond.ts'
import type { Node } from '../node.ts'
import { stringifyJson } from '../primitives/json.ts'
import type { NeardataAnswer } from './answer.ts'
import { answerNeardata } from './answer.ts'
import type { FaultKind, Faults } from './faults.ts'

const DELAY_MS = 1_000
const RETRY_AFTER_S = 1
/** Some seconds of mainnet, as one of several servers behind an address can lag. */
const STALE_BLOCKS = 5
/** How much of a body is left when it is cut off. */
const CUT = 2 / 3

/** Answers a request to neardata, with the fault that it meets. */
export async function serveNeardata(
  node: Node,
  faults: Faults,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  const fault = path.startsWith('/v0/') ? faults() : undefined
  if (fault === 'rate_limit') {
    sendNothing(response, 429, { 'retry-after': String(RETRY_AFTER_S) })
  } else if (fault === 'server_error') {
    sendJson(response, 500, 'Cache error: devnet was told to fail')
  } else {
    if (fault === 'delay') await sleep(DELAY_MS, undefined, { ref: false })
    const behind = fault === 'stale' ? STALE_BLOCKS : 0
    const answer = await answerNeardata(node, path, { behind, signal: closed.signal })
    send(response, answer, fault)
  }
}

function send(
  response: ServerResponse,
  answer: NeardataAnswer,
  fault: FaultKind | undefined,
): void {
  switch (answer.kind) {
    case 'redirect':
      sendNothing(response, 302, { location: answer.to })
      return
    case 'refused':
      sendJson(response, answer.status, answer.body)
      return
    case 'found': {
      const text = fault === 'null' ? 'null' : stringifyJson(answer.body)
      sendText(response, 200, fault === 'cut_off' ? text.slice(0, text.length * CUT) : text)
    }
  }
}
