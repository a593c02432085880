/** What `packages/verify` gives to people without the project: a command, a library and a page, each one file. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { bundle } from './bundle.ts'

const SOURCE = 'packages/verify/src'
const DIST = 'packages/verify/dist'
const NOTE = `// Generated from ${SOURCE} by \`npm run generate\`. MIT License. No dependency, no network.`

/** The files of `packages/verify/dist`. */
export const verifyFiles = (): { path: string; content: string }[] => [
  {
    path: `${DIST}/tallystick-verify.js`,
    content: `#!/usr/bin/env node\n${NOTE}\n${bundle(`${SOURCE}/main.ts`)}`,
  },
  { path: `${DIST}/verify.js`, content: `${NOTE}\n${bundle(`${SOURCE}/index.ts`)}` },
  { path: `${DIST}/verify.html`, content: verifyPage() },
]

/** The page, which lets the browser run and paint nothing but what stands in it, and call nobody. */
function verifyPage(): string {
  const script = `\n${NOTE}\n${bundle(`${SOURCE}/page/main.ts`)}`
  const style = `\n${readFileSync(`${SOURCE}/page/page.css`, 'utf8')}`
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error('the page would end its own script or style')
  const holes: readonly (readonly [string, string])[] = [
    ['content="policy"', `content="${policyOf(script, style)}"`],
    ['<style></style>', `<style>${style}</style>`],
    ['<script type="module"></script>', `<script type="module">${script}</script>`],
  ]
  return holes.reduce(
    (page, [hole, filling]) => {
      if (page.split(hole).length !== 2) throw new Error(`the page must have ${hole} once`)
      return page.replace(hole, () => filling)
    },
    readFileSync(`${SOURCE}/page/page.html`, 'utf8'),
  )
}

const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`
