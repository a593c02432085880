import type { Template } from './template.ts'
import { codeInGroups, durationOf } from './words.ts'

/** A code that somebody types to go on. The phone or mailbox may be a stranger's, so nothing is said of an account. */
export const otp: Template<'OTP'> = {
  mail: ({ code, minutes }, sender) => ({
    subject: 'Your code',
    parts: [
      { text: 'Hello,' },
      { text: 'This is the code that you asked for:' },
      { code },
      {
        text: `It works once, for ${durationOf(minutes)}. Give it to nobody, not even to somebody who says they are from ${sender}.`,
      },
      {
        text: 'If you did not ask for a code, give it to nobody. If you have a password with us, somebody may know it: change it.',
      },
    ],
  }),
  sms: ({ code, minutes }, sender) =>
    `${sender}: ${codeInGroups(code)} is your code, for ${durationOf(minutes)}. Give it to nobody. Did not ask for it? Ignore this message.`,
}
