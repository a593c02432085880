/**
 * Every failpoint there is, in the order in which a payment meets them. Each is placed once in the sources, between the
 * two things that a crash there would separate.
 */
export const FAILPOINTS = [
  'idem.reserved',
  'risk.decided',
  'hold.posted.before_commit',
  'hold.posted.after_commit',
  'psp.before_call',
  'psp.after_call_before_save',
  'capture.before_commit',
  'capture.after_commit_before_reply',
  'outbox.claimed',
  'outbox.published_before_mark',
  'webhook_in.stored_before_ack',
  'webhook_in.applied_before_mark',
  'webhook_out.sent_before_mark',
  'chain.sealed_before_commit',
] as const

/** The name of a failpoint. */
export type Failpoint = (typeof FAILPOINTS)[number]
