/**
 * Comma-separated values as RFC 4180 has them, strictly, as a stream.
 *
 * A quote begins a field only at its start, and doubled within one it stands for itself. Lines end in LF or CRLF. What
 * is otherwise is refused with its line: to guess what somebody meant would be to guess at money.
 */

/** A record, and the line of the file on which it begins. */
export type CsvRecord = Readonly<{ at: number; fields: readonly string[] }>

/** The text is not CSV; `at` is the line. */
export class CsvFault extends Error {
  readonly at: number
  constructor(at: number, reason: string) {
    super(reason)
    this.at = at
  }
}

/** Longer records are a quote that was never closed, or no statement. */
const RECORD_LENGTH_MAX = 64 * 1024

/** Reads records as text arrives. Empty lines are skipped. @throws {CsvFault} at the first that is not CSV */
export async function* readCsv(
  chunks: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  const parser = new CsvParser(delimiter)
  for await (const chunk of chunks) yield* parser.read(chunk)
  yield* parser.end()
}

type State = 'START' | 'PLAIN' | 'QUOTED' | 'QUOTE' | 'RETURN'

class CsvParser {
  #state: State = 'START'
  /** Whether the field before a carriage return was quoted. */
  #wasQuoted = false
  #fields: string[] = []
  #field = ''
  #length = 0
  #line = 1
  #at = 1
  /** What is not plain text. Between two of them a field is taken whole, so that a file costs little for each letter. */
  readonly #marks: RegExp

  constructor(delimiter: string) {
    this.#marks = new RegExp(`["\\r\\n${delimiter === '\t' ? '\\t' : `\\${delimiter}`}]`, 'g')
  }

  *read(chunk: string): Generator<CsvRecord> {
    let from = 0
    this.#marks.lastIndex = 0
    for (let mark = this.#marks.exec(chunk); mark; mark = this.#marks.exec(chunk)) {
      this.#plain(chunk.slice(from, mark.index))
      from = mark.index + 1
      if (this.#state === 'QUOTED') this.#quoted(mark[0])
      else {
        const record = this.#unquoted(mark[0])
        if (record) yield record
      }
    }
    this.#plain(chunk.slice(from))
  }

  *end(): Generator<CsvRecord> {
    if (this.#state === 'QUOTED') throw new CsvFault(this.#at, 'quote that is never closed')
    if (this.#state === 'RETURN') throw this.#loneReturn()
    if (this.#state === 'START' && this.#fields.length === 0) return
    const record = this.#endRecord(this.#state === 'QUOTE')
    if (record) yield record
  }

  #plain(text: string): void {
    if (text === '') return
    if (this.#state === 'RETURN') throw this.#loneReturn()
    if (this.#state === 'QUOTE') throw new CsvFault(this.#line, 'text after a quoted field')
    if (this.#state === 'START') this.#state = 'PLAIN'
    this.#take(text)
  }

  #quoted(mark: string): void {
    if (mark === '"') this.#state = 'QUOTE'
    else {
      if (mark === '\n') this.#line += 1
      this.#take(mark)
    }
  }

  #unquoted(mark: string): CsvRecord | undefined {
    if (mark === '\n') return this.#lineFeed()
    if (this.#state === 'RETURN') throw this.#loneReturn()
    if (mark === '"') this.#quote()
    else if (mark === '\r') {
      this.#wasQuoted = this.#state === 'QUOTE'
      this.#state = 'RETURN'
    } else {
      this.#endField()
      this.#state = 'START'
    }
    return undefined
  }

  #quote(): void {
    if (this.#state === 'PLAIN')
      throw new CsvFault(this.#line, 'quote within a field that does not begin with one')
    if (this.#state === 'QUOTE') this.#take('"')
    this.#state = 'QUOTED'
  }

  #lineFeed(): CsvRecord | undefined {
    this.#line += 1
    const record = this.#endRecord(
      this.#state === 'QUOTE' || (this.#state === 'RETURN' && this.#wasQuoted),
    )
    this.#state = 'START'
    return record
  }

  #endField(): void {
    this.#fields.push(this.#field)
    this.#field = ''
    this.#length += 1
  }

  /** An empty line is no record; a line with one empty quoted field is. */
  #endRecord(isQuoted: boolean): CsvRecord | undefined {
    this.#endField()
    const record = { at: this.#at, fields: this.#fields }
    this.#fields = []
    this.#length = 0
    this.#at = this.#line
    return record.fields.length === 1 && record.fields[0] === '' && !isQuoted ? undefined : record
  }

  #take(text: string): void {
    this.#field += text
    this.#length += text.length
    if (this.#length > RECORD_LENGTH_MAX)
      throw new CsvFault(this.#at, `record is longer than ${RECORD_LENGTH_MAX} characters`)
  }

  #loneReturn(): CsvFault {
    return new CsvFault(this.#line, 'carriage return without a line feed')
  }
}
