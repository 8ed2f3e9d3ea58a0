import anyTest, { type ExecutionContext, type TestFn } from 'ava'
import { hashOf, recipeOf } from '../../api/mirror.ts'
import { type Scene, scene } from '../scene.ts'
import { openPage, serve, testInChromium, type WithBrowser } from './chromium.ts'
import { PATHS } from './paths.ts'

const test = testInChromium(anyTest as TestFn<WithBrowser>)

/** Opens a page and waits until the server has begun to tell it what is new. */
async function openListening(t: ExecutionContext<WithBrowser>, { api }: Scene, path: string) {
  const url = await serve(t, api)
  // A page that listens to nothing, so that what is waited for is the next one's.
  const page = await openPage(t, url + PATHS['not-found'])
  await Promise.all([
    page.waitForResponse((response) => response.url().includes('/graphql?query=subscription')),
    page.goto(url + path),
  ])
  return page
}

test('the first page shows a new statement by itself', async (t) => {
  const staged = await scene(t)
  const page = await openListening(t, staged, PATHS.home)
  await staged.mirror.record({ attest: 'late.near', recipe: recipeOf('late'), got: hashOf('late') })
  staged.clock.ms += 1_000
  await page.getByRole('link', { name: 'late.near' }).waitFor()
  await page.getByText('The page was brought up to date.').waitFor({ state: 'attached' })
  t.pass()
})

test('a page with a verdict follows it, and keeps what was unfolded', async (t) => {
  const staged = await scene(t)
  const page = await openListening(t, staged, PATHS.partial)
  await page.getByText('The policy in full').click()
  await page.evaluate('document.activeElement.blur()')
  t.true(await page.getByRole('heading', { name: 'Verdict: Partial' }).isVisible())
  const partial = { recipe: recipeOf('partial'), got: hashOf('partial') }
  await staged.mirror.record({ attest: 'gamma.near', ...partial })
  staged.clock.ms += 1_000
  await page.getByRole('heading', { name: 'Verdict: Verified' }).waitFor()
  t.true(await page.getByRole('region', { name: 'The policy in full' }).isVisible())
  await page.getByRole('button', { name: 'Copy: Rebuild and compare' }).waitFor()
})

test('somebody who is writing is not disturbed, only told', async (t) => {
  const staged = await scene(t)
  const page = await openListening(t, staged, PATHS['no-verdict'])
  await page.getByLabel('Policy on chain, or an open one').pressSequentially('dao.n')
  const disputed = { recipe: recipeOf('disputed'), got: hashOf('disputed') }
  await staged.mirror.record({ attest: 'late.near', ...disputed })
  staged.clock.ms += 1_000
  await page.getByText('There is something new on this page.').waitFor({ state: 'attached' })
  await page.keyboard.type('ear')
  t.is(await page.getByLabel('Policy on chain, or an open one').inputValue(), 'dao.near')
  t.is(await page.getByRole('link', { name: 'late.near' }).count(), 0)
})
