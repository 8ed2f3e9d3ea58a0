import test from 'ava'
import fc from 'fast-check'
import { cutRecipe, wholeEvent } from '../../store/compact-event.ts'

test('a recipe that stands in an event letter for letter is cut out and put back', (t) => {
  const compact = cutRecipe('{"data":[{"recipe":{"link":"größe 𝒳"},"x":1}]}', '{"link":"größe 𝒳"}')
  t.deepEqual(compact, { event_json: '{"data":[{"recipe":,"x":1}]}', recipe_at: 19 })
  t.is(wholeEvent(compact, '{"link":"größe 𝒳"}'), '{"data":[{"recipe":{"link":"größe 𝒳"},"x":1}]}')
})

test('a recipe written in another form, and an event without one, stay whole', (t) => {
  const spaced = '{"recipe":{ "link":null}}'
  t.deepEqual(cutRecipe(spaced, '{"link":null}'), { event_json: spaced, recipe_at: null })
  t.deepEqual(cutRecipe(spaced, undefined), { event_json: spaced, recipe_at: null })
})

test('a recipe so far back that its place does not fit the column stays in', (t) => {
  const far = `${' '.repeat(32_768)}{}`
  t.deepEqual(cutRecipe(far, '{}'), { event_json: far, recipe_at: null })
  t.is(cutRecipe(far.slice(1), '{}').recipe_at, 32_767)
})

test('whatever the texts, what is put back together is what was cut', (t) => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      fc.string(),
      (recipe, before, after) => {
        for (const text of [before + recipe + after, before + after]) {
          t.is(wholeEvent(cutRecipe(text, recipe), recipe), text)
        }
      },
    ),
  )
})
