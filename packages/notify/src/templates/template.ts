import type { TemplateName, ValuesOf } from '../message.ts'

/** A paragraph, a code to type, or a link to open. Text and HTML are made of the same parts. */
export type Part =
  | Readonly<{ text: string }>
  | Readonly<{ code: string }>
  | Readonly<{ link: string }>

/** What a mail says, before it is text and HTML. */
export type Letter = Readonly<{ subject: string; parts: readonly Part[] }>

/** The words of one kind of message. Values go in as they are: they are cleaned and escaped where parts are written. */
export type Template<Name extends TemplateName> = Readonly<{
  /** @param sender who writes, as people know us */
  mail(values: ValuesOf<Name>, sender: string): Letter
  /** Without a name, and in ASCII: a message of up to 160 such characters costs once (3GPP TS 23.038). */
  sms(values: ValuesOf<Name>, sender: string): string
}>
