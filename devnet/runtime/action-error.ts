import type { Json, JsonObject } from '../primitives/json.ts'
import type { ActionError } from './types.ts'

/** Makes an action's error in nearcore's JSON: a name alone, or a name with its fields. The index comes later. */
export function actionError(name: string, fields?: JsonObject): ActionError {
  return { index: null, kind: fields ? { [name]: fields } : name }
}

export function functionCallError(error: Json): ActionError {
  return { index: null, kind: { FunctionCallError: error } }
}

/** An action ran and failed. Its receipt is undone; this never reaches a caller of devnet. */
export class ActionFailure extends Error {
  override readonly name = 'ActionFailure'
  readonly error: ActionError

  constructor(error: ActionError) {
    super(typeof error.kind === 'string' ? error.kind : Object.keys(error.kind).join())
    this.error = error
  }
}
