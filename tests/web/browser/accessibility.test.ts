import anyTest, { type TestFn } from 'ava'
import axe from 'axe-core'
import { addHostile, scene } from '../scene.ts'
import { NARROW, openPage, serve, testInChromium, type WithBrowser } from './chromium.ts'
import { PATHS } from './paths.ts'

const test = testInChromium(anyTest as TestFn<WithBrowser>)

const WAYS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: NARROW },
} as const

for (const [way, options] of Object.entries(WAYS)) {
  test(`axe finds nothing wrong on any page (${way})`, async (t) => {
    t.timeout(120_000)
    const staged = await scene(t)
    await addHostile(staged)
    const url = await serve(t, staged.api)
    for (const [name, path] of Object.entries(PATHS)) {
      // axe is evaluated as a text, which the pages' own policy forbids.
      const page = await openPage(t, url + path, { ...options, bypassCSP: true })
      await page.evaluate(axe.source)
      const { violations, passes } = await page.evaluate<axe.AxeResults>(
        `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
      )
      const found = violations.map(({ id, nodes }) => ({ id, html: nodes.map(({ html }) => html) }))
      t.deepEqual(found, [], `${name}, ${way}`)
      t.true(passes.length > 15, 'it has looked at something')
      await page.context().close()
    }
  })
}
