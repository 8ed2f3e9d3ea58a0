import { posix } from 'node:path'
import { isTable, type Manifest, tableAt, textsAt, valueAt } from '../manifest/manifest.ts'
import type { Repository } from '../repository.ts'
import type { PythonContract } from './contract.ts'
import { folderOf } from './folder-of.ts'
import { normalName, type Requirement, readRequirement } from './requirement.ts'
import { readRequirementsFile } from './requirements-file.ts'

const OF_CONTRACTS = ['near-sdk-py', 'nearc']

const MOST_REQUIREMENTS = 1_000

/** Reads the folder of a pyproject.toml or requirements.txt as a contract's: one that asks for near-sdk-py or nearc. */
export async function readPythonContract(
  { manifests, tree }: Repository,
  file: string,
): Promise<PythonContract | undefined> {
  const folder = folderOf(file)
  const pyproject = await manifests.read(posix.join(folder, 'pyproject.toml'))
  const listed = await readRequirementsFile(tree, posix.join(folder, 'requirements.txt'))
  const requirements = [...(pyproject === undefined ? [] : requirementsOf(pyproject)), ...listed]
  const saying = requirements.find(({ name }) => OF_CONTRACTS.includes(name))
  const isSaid = isTable(valueAt(pyproject?.value, 'tool', 'near'))
  if (saying === undefined && !isSaid) return undefined
  const manifest = { file: pyproject?.file ?? saying?.file ?? file }
  const some = requirements.slice(0, MOST_REQUIREMENTS)
  return { language: 'python', folder, pyproject, requirements: some, manifest }
}

function requirementsOf(manifest: Manifest): Requirement[] {
  const { value } = manifest
  const extra = (...path: string[]) =>
    Object.keys(tableAt(value, ...path)).flatMap((key) => list(...path, key).filter(isOfContracts))
  return [
    ...list('project', 'dependencies'),
    ...extra('project', 'optional-dependencies'),
    ...extra('dependency-groups'),
    ...poetry('tool', 'poetry', 'dependencies'),
    ...poetry('tool', 'poetry', 'group', 'dev', 'dependencies').filter(isOfContracts),
  ].slice(0, MOST_REQUIREMENTS)

  function list(...path: string[]): Requirement[] {
    return textsAt(value, ...path)
      .slice(0, MOST_REQUIREMENTS)
      .flatMap((text) => {
        const requirement = readRequirement(text)
        if (requirement === undefined) return []
        return [{ ...requirement, file: manifest.file, line: manifest.lineOfText(text, ...path) }]
      })
  }

  /** Poetry: a version alone is one version; `^`, `~`, `*` and ranges are not. */
  function poetry(...path: string[]): Requirement[] {
    return Object.entries(tableAt(value, ...path))
      .slice(0, MOST_REQUIREMENTS)
      .filter(([name]) => name !== 'python')
      .map(([name, said]) => {
        const version = typeof said === 'string' ? said : valueAt(said, 'version')
        const isCommit = /^[0-9a-f]{40}$/.test(String(valueAt(said, 'rev')))
        const isLocal = typeof valueAt(said, 'path') === 'string'
        return {
          name: normalName(name),
          text: `${name} ${typeof version === 'string' ? version : ''}`.trim(),
          exact: /^={0,3}\s*\d[\w.!+-]*$/.test(String(version)) || isCommit || isLocal,
          file: manifest.file,
          line: manifest.lineOf(...path, name),
        }
      })
  }
}

const isOfContracts = ({ name }: Requirement): boolean => OF_CONTRACTS.includes(name)
