import type { Part, Template } from './template.ts'
import { codeInGroups, durationOf, greetingOf } from './words.ts'

/** Somebody says that this address is theirs. It may be a stranger's, so nothing is said of an account. */
export const emailVerification: Template<'EMAIL_VERIFICATION'> = {
  mail: ({ name, code, link, minutes }) => {
    const opened: Part[] = link === null ? [] : [{ text: 'Or open this link:' }, { link }]
    const [work, them] =
      link === null ? ['The code works', 'it'] : ['The code and the link work', 'them']
    return {
      subject: 'Confirm your e-mail address',
      parts: [
        { text: greetingOf(name) },
        { text: 'With this code you confirm that this e-mail address is yours:' },
        { code },
        ...opened,
        { text: `${work} once, for ${durationOf(minutes)}. Give ${them} to nobody.` },
        {
          text: 'If you did not ask for this, somebody may have mistyped their own address. You need not do anything: without the code nothing happens.',
        },
      ],
    }
  },
  sms: ({ code, minutes }, sender) =>
    `${sender}: ${codeInGroups(code)} confirms your address, for ${durationOf(minutes)}. Give it to nobody. Not you? Ignore this message.`,
}
