import type { Template } from './template.ts'
import { durationOf, greetingOf } from './words.ts'

/** Somebody has asked for a new password. */
export const passwordReset: Template<'PASSWORD_RESET'> = {
  mail: ({ name, link, minutes }) => ({
    subject: 'Choose a new password',
    parts: [
      { text: greetingOf(name) },
      { text: 'A new password was asked for. To choose it, open this link:' },
      { link },
      {
        text: `The link works once, for ${durationOf(minutes)}. Give it to nobody. With the new password you are signed out everywhere.`,
      },
      {
        text: 'If it was not you who asked, you need not do anything: your password stays as it is, and nobody but you has this link.',
      },
    ],
  }),
  sms: ({ link, minutes }, sender) =>
    `${sender}: choose a new password within ${durationOf(minutes)}. Not you? Ignore this message. ${link}`,
}
