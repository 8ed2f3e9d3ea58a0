import { hashOf, idOf, recipeOf } from '../../api/mirror.ts'
import { POLICY } from '../scene.ts'

const UNDER = '?policy=dao.near%2Fmain'

/** One address of each page of the scene, and of each form that a page can have. */
export const PATHS = {
  home: '/',
  'no-verdict': '/contracts/disputed.near',
  verified: `/contracts/verified.near${UNDER}`,
  partial: `/contracts/partial.near${UNDER}`,
  disputed: `/contracts/disputed.near${UNDER}`,
  unattested: `/contracts/unattested.near${UNDER}`,
  'no-code': `/contracts/empty.near${UNDER}`,
  'unknown-account': `/contracts/nobody.near${UNDER}`,
  open: '/contracts/partial.near?policy=anyone+3',
  written: `/contracts/verified.near?policyText=${encodeURIComponent(POLICY)}`,
  'bad-policy': '/contracts/verified.near?policy=anyone+many',
  code: `/code/${hashOf('disputed')}${UNDER}`,
  builder: '/builders/acme.near',
  recipe: `/recipes/${idOf(recipeOf('disputed'))}`,
  policy: '/policies/dao.near/main',
  search: '/?q=https%3A%2F%2Fexample.org%2Fdisputed',
  'not-found': '/nothing',
  hostile: `/contracts/hostile.near${UNDER}`,
} as const
