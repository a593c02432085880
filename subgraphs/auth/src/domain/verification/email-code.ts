import type { AuthSettings } from '../auth-settings.ts'
import type { User } from '../rules/user.ts'
import type { CodeRequest } from './issue-code.ts'

/** The message by which a person shows that an address is theirs: six digits and a link. */
export function emailCode(
  { email, name }: Pick<User, 'email' | 'name'>,
  { emailMinutes: minutes, linksUrl }: AuthSettings['verification'],
): CodeRequest {
  return {
    purpose: 'EMAIL_VERIFICATION',
    by: { digits: true, link: true },
    to: { email },
    minutes,
    compose: ({ digits, token }) => ({
      to: { email },
      template: 'EMAIL_VERIFICATION',
      values: { name, code: digits, link: linkTo(linksUrl, 'verify-email', token), minutes },
    }),
  }
}

/** Where a link leads. The token stands behind `#`: a browser sends that to no server and tells it to no other page. */
export const linkTo = (linksUrl: string, page: string, token: string): string =>
  `${linksUrl}/${page}#token=${token}`
