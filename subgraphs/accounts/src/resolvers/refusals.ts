import type { OpenAccountRefused } from '../domain/rules/account.ts'
import {
  ADDRESS_LENGTH_MAX,
  BIO_LENGTH_MAX,
  type ProfileFields,
  type UpdateProfileRefused,
} from '../domain/rules/profile.ts'

/** Words for a refusal to open an account. */
export function toOpenAccountRefusal(refusal: OpenAccountRefused) {
  switch (refusal.code) {
    case 'ACCOUNT_TYPE_NOT_ALLOWED':
      return {
        __typename: 'AccountTypeNotAllowed',
        ...refusal,
        message:
          'Only vendors may open an account of this type. Ask an administrator for the role.',
      } as const
    case 'TOO_MANY_ACCOUNTS':
      return {
        __typename: 'TooManyAccounts',
        ...refusal,
        message: `One person may have ${refusal.maximum} accounts. Use one that is open.`,
      } as const
  }
}

const FORMS: Readonly<Record<keyof ProfileFields, string>> = {
  phone: 'phone has the international form, such as +2348012345678.',
  address: `address has at most ${ADDRESS_LENGTH_MAX} characters.`,
  bio: `bio has at most ${BIO_LENGTH_MAX} characters.`,
  locale: 'locale is a BCP 47 tag, such as en-NG, and cannot be emptied.',
  timeZone: 'timeZone is an IANA name, such as Africa/Lagos, and cannot be emptied.',
}

/** Words for a refusal to change a profile. */
export const toInvalidProfile = ({ code, field }: UpdateProfileRefused) =>
  ({ __typename: 'InvalidProfile', code, field, message: FORMS[field] }) as const
