import type { SecurityEvent } from '../message.ts'
import type { Template } from './template.ts'
import { greetingOf } from './words.ts'

type Notice = Readonly<{ subject: string; happened: string; ifNotYou: string; sms: string }>

const LOCK_OUT =
  'If it was not you, act at once: ask for a new password where you sign in. That signs everybody else out and disconnects every app. It leaves second factors, API keys and programs of yours as they are: look at them, and remove what is not yours.'

const LOCK_OUT_SMS = 'Not you? Ask for a new password at once.'

const NOTICES: Readonly<Record<SecurityEvent, Notice>> = {
  PASSWORD_CHANGED: {
    subject: 'Your password was changed',
    happened: 'The password of your account was changed. If it was you, you need not do anything.',
    ifNotYou: LOCK_OUT,
    sms: `your password was changed. ${LOCK_OUT_SMS}`,
  },
  PASSWORD_RESET: {
    subject: 'You have a new password',
    happened:
      'A new password was chosen for your account, with a link that we had sent. If it was you, you need not do anything.',
    ifNotYou: `${LOCK_OUT} Change the password of your mailbox, too: whoever opened that link may read your mail.`,
    sms: `a new password was chosen for your account. ${LOCK_OUT_SMS}`,
  },
  NEW_DEVICE: {
    subject: 'A new device signed in',
    happened:
      'Somebody signed in to your account from a device that we had not seen there before. If it was you, you need not do anything.',
    ifNotYou: LOCK_OUT,
    sms: `a new device signed in to your account. ${LOCK_OUT_SMS}`,
  },
  FACTOR_ADDED: {
    subject: 'A second factor was added',
    happened:
      'A passkey or another second factor was added to your account. If it was you, you need not do anything.',
    ifNotYou: LOCK_OUT,
    sms: `a second factor was added to your account. ${LOCK_OUT_SMS}`,
  },
  FACTOR_REMOVED: {
    subject: 'A second factor was removed',
    happened:
      'A passkey or another second factor was removed from your account. If it was you, you need not do anything.',
    ifNotYou: LOCK_OUT,
    sms: `a second factor was removed from your account. ${LOCK_OUT_SMS}`,
  },
  FACTOR_GUESSED: {
    subject: 'Somebody got as far as your second factor',
    happened:
      'Somebody signed in with your password, or with an account elsewhere that signs you in here, and then gave a wrong second factor too often. They were not let in. If it was you, wait a while and try again.',
    ifNotYou:
      'If it was not you, somebody has that password or that account: ask for a new password where you sign in, at once, change it wherever else you use it, and look after the accounts that you have linked.',
    sms: `somebody got as far as your second factor and failed. ${LOCK_OUT_SMS}`,
  },
  RECOVERY_CODE_USED: {
    subject: 'A recovery code was used',
    happened:
      'Somebody used one of the recovery codes of your account. If it was you, it works no more; make new ones when few are left.',
    ifNotYou: LOCK_OUT,
    sms: `a recovery code of your account was used. ${LOCK_OUT_SMS}`,
  },
  IDENTITY_LINKED: {
    subject: 'Another way to sign in was added',
    happened:
      'An account with another provider can sign you in from now on. If it was you, you need not do anything.',
    ifNotYou: LOCK_OUT,
    sms: `another way to sign in was added to your account. ${LOCK_OUT_SMS}`,
  },
  IDENTITY_UNLINKED: {
    subject: 'A way to sign in was removed',
    happened:
      'An account with another provider signs you in no more. If it was you, you need not do anything.',
    ifNotYou: LOCK_OUT,
    sms: `a way to sign in was removed from your account. ${LOCK_OUT_SMS}`,
  },
  KEY_CREATED: {
    subject: 'A key to your account was made',
    happened:
      'An API key, or a program with a secret, can act in your name from now on. If it was you, you need not do anything.',
    ifNotYou:
      'If it was not you, act at once: revoke it in the list of your keys and programs, for a new password leaves keys as they are. Then ask for a new password where you sign in, which signs everybody else out.',
    sms: 'a key to your account was made. Not you? Revoke it, then ask for a new password at once.',
  },
  EMAIL_TAKEN: {
    subject: 'Somebody signed up with your e-mail address',
    happened:
      'Somebody tried to sign up with your e-mail address. You have an account with it already. If it was you, sign in; if you have forgotten your password, ask for a new one there.',
    ifNotYou:
      'If it was not you, you need not do anything: nothing was changed, and whoever it was did not learn that you have an account.',
    sms: 'somebody tried to sign up as you. You have an account already. Not you? Nothing was changed, ignore this message.',
  },
}

/** Something happened to an account that its owner must hear of, above all when it was not them. */
export const securityNotice: Template<'SECURITY_NOTICE'> = {
  mail: ({ name, what }) => {
    const { subject, happened, ifNotYou } = NOTICES[what]
    return {
      subject,
      parts: [{ text: greetingOf(name) }, { text: happened }, { text: ifNotYou }],
    }
  },
  sms: ({ what }, sender) => `${sender}: ${NOTICES[what].sms}`,
}
