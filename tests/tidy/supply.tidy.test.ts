import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from './tree.ts'

/** The oldest version of each package without a known hole that concerns us. */
const FLOORS: Readonly<Record<string, string>> = {
  graphql: '16.15.0',
  '@apollo/gateway': '2.14.4',
  '@apollo/composition': '2.14.4',
  '@apollo/server': '5.5.1',
  'drizzle-orm': '0.45.4',
  fastify: '5.12.0',
  jose: '6.2.0',
  ws: '8.23.0',
  'graphql-ws': '6.4.0',
}

const lock = textOf('pnpm-lock.yaml')
const versionsOf = (name: string): string[] => [
  ...new Set(
    [...lock.matchAll(new RegExp(`^  '?${name.replace('/', '\\/')}@(\\d[^:('\\s]*)'?:`, 'gm'))].map(
      ([, version]) => version ?? '',
    ),
  ),
]
const isAtLeast = (version: string, floor: string): boolean =>
  version.localeCompare(floor, 'en', { numeric: true }) >= 0

describe('what the project is built of', () => {
  it.each(Object.entries(FLOORS))('%s is nowhere older than %s', (name, floor) => {
    const versions = versionsOf(name)
    expect(versions.length).toBeGreaterThan(0)
    expect(versions.filter((version) => !isAtLeast(version, floor))).toEqual([])
  })

  it('has one graphql, because two refuse each other', () => {
    expect(versionsOf('graphql')).toHaveLength(1)
  })

  it('names no registry in the lock file', () => {
    expect(lock).not.toMatch(/https?:\/\//)
  })

  it('pins every direct dependency exactly', () => {
    const loose = projectFiles
      .filter((path) => path.endsWith('package.json'))
      .flatMap((path) => {
        const { dependencies = {}, devDependencies = {} } = JSON.parse(textOf(path))
        return Object.entries<string>({ ...dependencies, ...devDependencies })
          .filter(([, version]) => !/^(\d|workspace:)/.test(version))
          .map(([name, version]) => `${path}: ${name} ${version}`)
      })
    expect(loose).toEqual([])
  })
})
