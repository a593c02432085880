import { describe, expect, it } from 'vitest'
import { newReader } from './event-stream.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('server-sent events', () => {
  it('are read however they are cut, and signs of life are none', () => {
    const text = ':\n\nevent: next\ndata: {"a":"é"}\n\n:\n\nevent: complete\ndata:\n\n'
    const all = bytes(text)
    for (let cut = 0; cut <= all.length; cut++) {
      const read = newReader()
      expect([...read(all.slice(0, cut)), ...read(all.slice(cut))]).toEqual([
        { event: 'next', data: '{"a":"é"}' },
        { event: 'complete', data: '' },
      ])
    }
  })

  it('may end their lines in any of the three ways, and have data of several lines', () => {
    expect(newReader()(bytes('event: next\r\ndata: 1\r\ndata: 2\r\n\r\n'))).toEqual([
      { event: 'next', data: '1\n2' },
    ])
    expect(newReader()(bytes('event:next\rdata:1\r\r'))).toEqual([{ event: 'next', data: '1' }])
  })
})
