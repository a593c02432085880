/** A page as one HTML file with its style and its script in it, which lets the browser run and paint nothing else. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What a page is made of: `page.html` and `page.css` of a folder, a script, and whom the script may call. */
export type PageParts = Readonly<{ folder: string; script: string; connect: "'none'" | "'self'" }>

/** The text of a page. @throws when its parts do not fit into each other */
export function pageOf({ folder, script: text, connect }: PageParts): string {
  const script = `\n${text}`
  const style = `\n${readFileSync(`${folder}/page.css`, 'utf8')}`
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error('the page would end its own script or style')
  const holes: readonly (readonly [string, string])[] = [
    ['content="policy"', `content="${policyOf({ script, style, connect })}"`],
    ['<style></style>', `<style>${style}</style>`],
    ['<script type="module"></script>', `<script type="module">${script}</script>`],
  ]
  return holes.reduce(
    (page, [hole, filling]) => {
      if (page.split(hole).length !== 2) throw new Error(`the page must have ${hole} once`)
      return page.replace(hole, () => filling)
    },
    readFileSync(`${folder}/page.html`, 'utf8'),
  )
}

const policyOf = ({
  script,
  style,
  connect,
}: Pick<PageParts, 'script' | 'connect'> & { style: string }) =>
  [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const hashOf = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`
