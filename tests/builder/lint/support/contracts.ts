import type { Files } from './repository.ts'

export const CARGO = `[package]
name = "vault"
version = "1.0.0"
repository = "https://github.com/example/vault"

[lib]
crate-type = ["cdylib"]

[package.metadata.near.reproducible_build]
image = "sourcescan/cargo-near:0.22.0-rust-1.97.1"
image_digest = "sha256:7467038bdddc86484b73b416eeadce926ff59013e128e53dec5a19e1cb4b2234"
passed_env = []
container_build_command = ["cargo", "near", "build", "non-reproducible-wasm", "--locked"]

[dependencies]
near-sdk = "5.12.0"
`

/** A Rust contract that no rule finds anything in. */
export const RUST: Files = {
  'Cargo.toml': CARGO,
  'Cargo.lock': 'version = 4\n',
  'rust-toolchain.toml': '[toolchain]\nchannel = "1.97.1"\n',
  'src/lib.rs': '// See /home/alice.\npub fn get() -> &\'static str { "value" }\n',
}

export const PACKAGE = `{
  "name": "vault",
  "engines": { "node": ">=24" },
  "dependencies": {
    "near-sdk-js": "2.0.0"
  }
}
`

/** A JavaScript contract that no rule finds anything in. */
export const JAVASCRIPT: Files = {
  'package.json': PACKAGE,
  'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }\n',
}

export const PYPROJECT = `[project]
name = "vault"
requires-python = "==3.11.*"
dependencies = [
  "near-sdk-py==0.7.3",
]

[tool.black]
line-length = 100

[tool.near.reproducible_build]
image = "ghcr.io/r-near/nearc@sha256:7467038bdddc86484b73b416eeadce926ff59013e128e53dec5a19e1cb4b2234"
container_build_command = ["nearc"]
`

/** A Python contract that no rule finds anything in; the form of its source is that of Black. */
export const PYTHON: Files = {
  'pyproject.toml': PYPROJECT,
  'uv.lock': 'version = 1\n',
  'contract.py': 'def get():\n    return "value"\n',
}
