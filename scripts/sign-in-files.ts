/** What `packages/sign-in` gives to the gateway: its page, and the operations of the page as a manifest to register. */
import { OPERATIONS } from '../packages/sign-in/src/page/operations.ts'
import { bundle } from './bundle.ts'
import { pageOf } from './page.ts'

const FOLDER = 'packages/sign-in/src/page'
const DIST = 'packages/sign-in/dist'
const NOTE = `// Generated from ${FOLDER} by \`npm run generate\`. MIT License.`

/** The files of `packages/sign-in/dist`. */
export const signInFiles = (): { path: string; content: string }[] => [
  {
    path: `${DIST}/sign-in.html`,
    content: pageOf({
      folder: FOLDER,
      script: `${NOTE}\n${bundle(`${FOLDER}/main.ts`)}`,
      connect: "'self'",
    }),
  },
  {
    path: `${DIST}/operations.json`,
    content: `${JSON.stringify(
      Object.entries(OPERATIONS).map(([name, document]) => ({
        documentId: `sign-in-${name}.v1`,
        document,
      })),
      null,
      2,
    )}\n`,
  },
]
