import type { Upgradeability } from '../near/upgradeability.ts'
import { builder } from './builder.ts'

export const upgradeabilityType = builder.objectRef<Upgradeability>('Upgradeability').implement({
  description:
    'Who can change what runs at an account, by keys. What the code itself can do is not known: it may have a method that deploys.',
  extensions: { varies: 'answer' },
  fields: (t) => ({
    fullAccessKeys: t.exposeInt('fullAccessKeys', {
      description: 'Keys of the account that can deploy other code; 0: none is left.',
    }),
    globalOwner: t.expose('owner', {
      type: 'AccountId',
      nullable: true,
      description:
        'Account whose global contract runs here and which can change it; null if the code is not of that kind.',
    }),
    globalOwnerFullAccessKeys: t.exposeInt('ownerFullAccessKeys', {
      nullable: true,
      description: 'Full-access keys of `globalOwner`.',
    }),
    locked: t.exposeBoolean('locked', {
      description: 'No full-access key is left, neither here nor at `globalOwner`.',
    }),
  }),
})
