import anyTest, { type TestFn } from 'ava'
import { addHostile, scene } from '../scene.ts'
import { NARROW, openPage, serve, testInChromium, type WithBrowser } from './chromium.ts'
import { PATHS } from './paths.ts'

const test = testInChromium(anyTest as TestFn<WithBrowser>)

test('no page is wider than a screen of 360 pixels, whatever strangers wrote', async (t) => {
  t.timeout(600_000)
  const staged = await scene(t)
  await addHostile(staged)
  const url = await serve(t, staged.api)
  for (const [name, path] of Object.entries(PATHS)) {
    const page = await openPage(t, url + path, { viewport: NARROW })
    const { scrollWidth, clientWidth } = await page.evaluate<{
      scrollWidth: number
      clientWidth: number
    }>(
      '(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }))(document.documentElement)',
    )
    t.true(scrollWidth <= clientWidth, `${name}: ${scrollWidth} in ${clientWidth}`)
    await page.context().close()
  }
})

test('on a narrow screen rows of tables become cards that name their columns', async (t) => {
  const staged = await scene(t)
  const url = await serve(t, staged.api)
  const page = await openPage(t, url + PATHS.disputed, { viewport: NARROW })
  const first = page.getByRole('row').filter({ hasText: 'gamma.near' })
  t.is(await first.getByRole('rowheader').count(), 1, 'it still is a table for readers of screens')
  t.is(await first.getByRole('cell').count(), 3)
  const label = await page.evaluate<string>(
    'getComputedStyle(document.querySelector("tbody td"), "::before").content',
  )
  t.regex(label, /^"Stands"/)
})

test('printed, a page has its verdict and nothing to press', async (t) => {
  const staged = await scene(t)
  const url = await serve(t, staged.api)
  const page = await openPage(t, url + PATHS.verified)
  await page.emulateMedia({ media: 'print' })
  t.true(await page.getByRole('heading', { name: 'Verdict: Verified' }).isVisible())
  t.is(await page.getByRole('button').filter({ visible: true }).count(), 0)
})
