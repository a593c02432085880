import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from './tree.ts'

const pages = projectFiles.filter((path) => path.endsWith('.md'))
const scripts: Record<string, string> = JSON.parse(textOf('package.json')).scripts

/** Places that a page may name though they are made by running something. */
const MADE = /^(\.data|deploy\/secrets|node_modules)\b/

describe('the documentation', () => {
  it('links only to pages that exist', () => {
    const dead = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map(([, target]) => join(dirname(page), target ?? ''))
        .filter((target) => !existsSync(target))
        .map((target) => `${page}: ${target}`),
    )
    expect(dead).toEqual([])
  })

  it('names only files and folders of the project that exist', () => {
    const roots = /`((?:apps|db|docs|gateway|packages|scripts|subgraphs|tests)\/[\w./-]+)`/g
    const dead = pages.flatMap((page) =>
      [...textOf(page).matchAll(roots)]
        .map(([, path]) => path ?? '')
        // A room's page may name its own files as seen from its `src`.
        .filter(
          (path) =>
            !MADE.test(path) && !existsSync(path) && !existsSync(join(dirname(page), 'src', path)),
        )
        .map((path) => `${page}: ${path}`),
    )
    expect(dead).toEqual([])
  })

  it('names only npm scripts that exist', () => {
    const unknown = pages.flatMap((page) =>
      [...textOf(page).matchAll(/npm run ([a-z][a-z:-]*)/g)]
        .map(([, name]) => name ?? '')
        .filter((name) => !(name in scripts))
        .map((name) => `${page}: ${name}`),
    )
    expect(unknown).toEqual([])
  })

  it('gives every page a title', () => {
    expect(pages.filter((page) => !/^# \S/.test(textOf(page)))).toEqual([])
  })
})
