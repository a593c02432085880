import { describe, expect, test } from 'vitest'
import { ConfigError, publicUrlOf, publicUrlVariables, readConfig } from './index.ts'

const read = (PUBLIC_URL: string | undefined) =>
  publicUrlOf({ ...readConfig(publicUrlVariables, { PUBLIC_URL }), PORT: 4000 })

describe('the public URL', () => {
  test.each([
    [undefined, 'http://localhost:4000'],
    ['https://pay.example.com', 'https://pay.example.com'],
    ['https://pay.example.com/', 'https://pay.example.com'],
    ['https://pay.example.com:8443', 'https://pay.example.com:8443'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost', 'http://localhost'],
  ])('%s is %s', (text, origin) => expect(read(text)).toBe(origin))

  test.each([
    'http://pay.example.com',
    'https://pay.example.com/api',
    'https://pay.example.com?x=1',
    'https://someone@pay.example.com',
    'ftp://pay.example.com',
    'pay.example.com',
    'http://localhost.example.com',
  ])('refuses %s', (text) => expect(() => read(text)).toThrow(ConfigError))
})
