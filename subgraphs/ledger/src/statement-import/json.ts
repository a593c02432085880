/** Objects of a JSON array, or of JSON lines, as a stream: one object is in memory at a time. */

/** The text of an object, and the line of the file on which it begins. */
export type JsonObject = Readonly<{ at: number; text: string }>

/** The text is not what is read here; `at` is the line. */
export class JsonFault extends Error {
  readonly at: number
  constructor(at: number, reason: string) {
    super(reason)
    this.at = at
  }
}

const OBJECT_LENGTH_MAX = 64 * 1024
const SPECIAL = /[^\s]|\n/g
const IN_OBJECT = /["\\{}\n]/g

/**
 * Cuts the text into its objects. Whether each is JSON is for `JSON.parse` to say.
 *
 * Between them: white space; in an array one comma each, outside of one none.
 * @throws {JsonFault} at the first thing that does not belong
 */
export async function* readJson(chunks: AsyncIterable<string>): AsyncGenerator<JsonObject> {
  const cutter = new JsonCutter()
  for await (const chunk of chunks) yield* cutter.read(chunk)
  cutter.end()
}

type Place = 'BEGIN' | 'LINES' | 'ARRAY' | 'AFTER_ITEM' | 'AFTER_COMMA' | 'END'

class JsonCutter {
  #place: Place = 'BEGIN'
  #depth = 0
  #isText = false
  #isEscaped = false
  #object = ''
  #at = 1
  #line = 1

  end(): void {
    if (this.#depth > 0) throw new JsonFault(this.#at, 'object that never ends')
    if (this.#place !== 'BEGIN' && this.#place !== 'LINES' && this.#place !== 'END')
      throw new JsonFault(this.#line, 'array that never ends')
  }

  *read(chunk: string): Generator<JsonObject> {
    let from = 0
    while (from < chunk.length) {
      if (this.#isEscaped) {
        this.#isEscaped = false
        this.#take(chunk.charAt(from))
        from += 1
        continue
      }
      const marks = this.#depth > 0 ? IN_OBJECT : SPECIAL
      marks.lastIndex = from
      const found = marks.exec(chunk)
      if (this.#depth > 0) this.#take(chunk.slice(from, found ? found.index + 1 : chunk.length))
      if (!found) break
      from = found.index + 1
      const object = this.#step(found[0])
      if (object) yield object
    }
  }

  /** The object that the mark ends, if it ends one. */
  #step(mark: string): JsonObject | undefined {
    if (mark === '\n') this.#line += 1
    if (this.#depth === 0) this.#between(mark)
    else if (this.#isLast(mark)) {
      if (this.#place !== 'LINES') this.#place = 'AFTER_ITEM'
      const object = { at: this.#at, text: this.#object }
      this.#object = ''
      return object
    }
    return undefined
  }

  #between(mark: string): void {
    const place = this.#place
    if (mark === '\n') return
    if (mark === '{' && place !== 'AFTER_ITEM' && place !== 'END') {
      if (place === 'BEGIN') this.#place = 'LINES'
      this.#depth = 1
      this.#at = this.#line
      this.#object = '{'
    } else if (mark === '[' && place === 'BEGIN') this.#place = 'ARRAY'
    else if (mark === ',' && place === 'AFTER_ITEM') this.#place = 'AFTER_COMMA'
    else if (mark === ']' && (place === 'ARRAY' || place === 'AFTER_ITEM')) this.#place = 'END'
    else throw new JsonFault(this.#line, `${JSON.stringify(mark)} where an object is expected`)
  }

  #isLast(mark: string): boolean {
    if (this.#isText) {
      if (mark === '"') this.#isText = false
      else if (mark === '\\') this.#isEscaped = true
      return false
    }
    if (mark === '"') this.#isText = true
    else if (mark === '{') this.#depth += 1
    else if (mark === '}') this.#depth -= 1
    return this.#depth === 0
  }

  #take(text: string): void {
    this.#object += text
    if (this.#object.length > OBJECT_LENGTH_MAX)
      throw new JsonFault(this.#at, `object is longer than ${OBJECT_LENGTH_MAX} characters`)
  }
}
