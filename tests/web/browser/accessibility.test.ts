import anyTest, { type TestFn } from 'ava'
import axe from 'axe-core'
import { addHostile, scene } from '../scene.ts'
import { NARROW, openPage, serve, testInChromium, type WithBrowser } from './chromium.ts'
import { PATHS } from './paths.ts'

const test = testInChromium(anyTest as TestFn<WithBrowser>)

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDE = { width: 1200, height: 900 }

// In dark only the colours change; on a narrow screen everything but the colours.
const LOOKS = [
  { colorScheme: 'light', size: WIDE, options: { runOnly: RULES } },
  { colorScheme: 'dark', size: WIDE, options: { runOnly: ['color-contrast'] } },
  {
    colorScheme: 'light',
    size: NARROW,
    options: { runOnly: RULES, rules: { 'color-contrast': { enabled: false } } },
  },
] as const

test('axe finds nothing wrong on any page, in light, in dark and on a narrow screen', async (t) => {
  t.timeout(600_000)
  const staged = await scene(t)
  await addHostile(staged)
  const url = await serve(t, staged.api)
  for (const [name, path] of Object.entries(PATHS)) {
    // axe is evaluated as a text, which the pages' own policy forbids.
    const page = await openPage(t, url + path, { bypassCSP: true })
    await page.evaluate(axe.source)
    for (const { colorScheme, size, options } of LOOKS) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(size)
      const { violations, passes } = await page.evaluate<axe.AxeResults>(
        `axe.run(${JSON.stringify(options)})`,
      )
      const found = violations.map(({ id, nodes }) => ({ id, html: nodes.map(({ html }) => html) }))
      t.deepEqual(found, [], `${name}, ${colorScheme}, ${size.width} pixels`)
      t.true(passes.length > 0, `${name}: it has looked at something`)
    }
    await page.context().close()
  }
})
