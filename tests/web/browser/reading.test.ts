import anyTest, { type TestFn } from 'ava'
import { scene } from '../scene.ts'
import { openPage, serve, testInChromium, type WithBrowser } from './chromium.ts'
import { PATHS } from './paths.ts'

const test = testInChromium(anyTest as TestFn<WithBrowser>)

test('without JavaScript one gets from the search to a verdict and its reasons', async (t) => {
  const { api } = await scene(t)
  const url = await serve(t, api)
  const page = await openPage(t, url, { javaScriptEnabled: false })
  await page.getByLabel('Account, code hash, repository or commit').fill('disputed.near')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('heading', { name: 'No verdict yet' }).waitFor()
  await page.getByLabel('Policy on chain, or an open one').fill('dao.near/main')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByRole('heading', { name: 'Verdict: Disputed' }).waitFor()
  t.is(new URL(page.url()).search, '?policy=dao.near%2Fmain')
  t.is(await page.title(), 'disputed.near · Countersign')
  await page.getByRole('row').filter({ hasText: 'gamma.near' }).getByRole('link').first().click()
  await page.getByRole('heading', { name: 'gamma.near' }).waitFor()
  t.is(await page.getByRole('button', { name: 'Copy' }).count(), 0)
})

test('a policy can be written out without JavaScript', async (t) => {
  const { api } = await scene(t)
  const url = await serve(t, api)
  const page = await openPage(t, `${url}/contracts/verified.near`, { javaScriptEnabled: false })
  await page.getByLabel('Or write one out').fill('operator a acme.near\nquorum a')
  await page.getByRole('button', { name: 'Ask under this policy' }).click()
  t.true(await page.getByRole('heading', { name: 'Verdict: Verified' }).isVisible())
})

test('the keyboard alone gets from the search to a verdict', async (t) => {
  const { api } = await scene(t)
  const url = await serve(t, api)
  const page = await openPage(t, url)
  const { keyboard } = page
  const focused = () =>
    page.evaluate<string>('document.activeElement.textContent || document.activeElement.id')
  await keyboard.press('Tab')
  t.is(await focused(), 'Skip to content')
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  t.is(await focused(), 'q', 'the content begins with the search box')
  await keyboard.type('verified.near')
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'No verdict yet' }).waitFor()
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  t.is(await focused(), 'Choose who counts')
  await keyboard.press('Tab')
  t.is(await focused(), 'policy')
  await keyboard.type('dao.near/main')
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Verdict: Verified' }).waitFor()
  await keyboard.press('Tab')
  const outline = await page.evaluate<string>(
    'getComputedStyle(document.activeElement).outlineStyle',
  )
  t.is(outline, 'solid', 'one sees where the focus is')
})

test('a command is copied whole, and it is said', async (t) => {
  const { api } = await scene(t)
  const url = await serve(t, api)
  const page = await openPage(t, url + PATHS.disputed, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.getByRole('button', { name: 'Copy: Rebuild and compare' }).click()
  await page.getByText('Copied to the clipboard.').waitFor()
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  t.is(copied, 'countersign verify disputed.near --network devnet')
})

test('the policy that gave a verdict is remembered, and offered where none is chosen', async (t) => {
  const { api } = await scene(t)
  const url = await serve(t, api)
  const page = await openPage(t, `${url}/contracts/verified.near?policy=dao.near/other`)
  await page.goto(`${url}/contracts/partial.near`)
  t.is(
    await page.getByLabel('Policy on chain, or an open one').inputValue(),
    '',
    'there is no such policy',
  )
  await page.goto(url + PATHS.verified)
  await page.goto(`${url}/contracts/partial.near`)
  t.is(await page.getByLabel('Policy on chain, or an open one').inputValue(), 'dao.near/main')
})
