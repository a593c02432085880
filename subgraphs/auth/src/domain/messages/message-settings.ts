/** How messages are tried again. */
export type MessageSettings = Readonly<{
  /** How often a message is tried before it is given up. */
  attemptsMax: number
}>

/** Eight times: a little over two hours, for what is worth sending that long. */
export const MESSAGE_SETTINGS: MessageSettings = { attemptsMax: 8 }
