import type { Template } from './template.ts'
import { greetingOf } from './words.ts'

/** Somebody has signed up. */
export const welcome: Template<'WELCOME'> = {
  mail: ({ name }, sender) => ({
    subject: `Welcome to ${sender}`,
    parts: [
      { text: greetingOf(name) },
      { text: 'Your account is ready. It is good to have you with us.' },
      {
        text: `Nobody from ${sender} will ever ask for your password or for a code that we have sent you, neither by mail nor by phone.`,
      },
      {
        text: 'If it was not you who signed up, somebody has used your address. Ask for a new password where you sign in: with it the account is in your hands and in nobody else’s.',
      },
    ],
  }),
  sms: (_, sender) =>
    `${sender}: welcome, your account is ready. We never ask for a password or a code. Not you? Ignore this message.`,
}
