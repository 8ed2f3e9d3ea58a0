import test from 'ava'
import { imageName, readImage, requireAllowedImage } from '../../builder/container/image.ts'

const DIGEST = `sha256:${'7467038b'.repeat(8)}`

// Docker's own rule for short names (distribution/reference, "familiar names").
const NAMES: [given: string, full: string][] = [
  ['debian', 'docker.io/library/debian'],
  ['debian:12', 'docker.io/library/debian'],
  ['sourcescan/cargo-near', 'docker.io/sourcescan/cargo-near'],
  ['sourcescan/cargo-near:0.22.0-rust-1.97.1', 'docker.io/sourcescan/cargo-near'],
  ['docker.io/sourcescan/cargo-near', 'docker.io/sourcescan/cargo-near'],
  ['ghcr.io/r-near/nearc:latest', 'ghcr.io/r-near/nearc'],
  ['localhost/mine', 'localhost/mine'],
  ['127.0.0.1:5000/mine:1', '127.0.0.1:5000/mine'],
  ['registry:5000/a/b', 'registry:5000/a/b'],
]

for (const [given, full] of NAMES) {
  test(`${given} is ${full}`, (t) => {
    t.is(imageName(given), full)
    t.deepEqual(readImage({ build_environment: `${given}@${DIGEST}` }), {
      name: full,
      digest: DIGEST,
      reference: `${full}@${DIGEST}`,
    })
  })
}

test("both spellings of the specification's own example are admitted", (t) => {
  for (const name of ['sourcescan/cargo-near', 'docker.io/sourcescan/cargo-near:0.13']) {
    t.notThrows(() =>
      requireAllowedImage(readImage({ build_environment: `${name}@${DIGEST}` }), []),
    )
  }
})

const STRANGERS = [
  'sourcescan/cargo-near-evil',
  'evil/sourcescan/cargo-near',
  'evil.example/sourcescan/cargo-near',
  'docker.io/evil/cargo-near',
  'cargo-near',
]

for (const name of STRANGERS) {
  test(`${name} is not admitted by itself, and is by its name`, (t) => {
    const image = readImage({ build_environment: `${name}@${DIGEST}` })
    t.throws(() => requireAllowedImage(image, []), { code: 'IMAGE_NOT_ALLOWED' })
    t.notThrows(() => requireAllowedImage(image, [name]))
  })
}
