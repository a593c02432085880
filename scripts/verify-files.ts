/** What `packages/verify` gives to people without the project: a command, a library and a page, each one file. */
import { bundle } from './bundle.ts'
import { pageOf } from './page.ts'

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
  {
    path: `${DIST}/verify.html`,
    content: pageOf({
      folder: `${SOURCE}/page`,
      script: `${NOTE}\n${bundle(`${SOURCE}/page/main.ts`)}`,
      connect: "'none'",
    }),
  },
]
