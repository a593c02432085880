import type { Database } from '@tallystick/db'

/** A database that counts the statements it is asked to run. */
export function newCountingDatabase(db: Database): { db: Database; count(): number } {
  let count = 0
  const counting = new Proxy(db, {
    get(target, name, receiver) {
      if (name === 'select' || name === 'execute') count++
      return Reflect.get(target, name, receiver)
    },
  })
  return { db: counting, count: () => count }
}
