/** First match wins: most browsers name others, too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPT|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
]

/** First match wins: Android names Linux, and an iPhone names Mac OS X. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(Macintosh|Mac OS X|Darwin)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** What a device is called that says nothing of itself, or nothing that can be shown. */
const UNKNOWN = 'Unknown device'
/** Longer texts are not looked at: a header of a browser is far shorter. */
const LENGTH_MAX = 1_000

/**
 * A name for the device of a session, such as “Firefox on Linux” or “curl”.
 *
 * Anyone can send any text: what is shown is one of our words, or a short product name (RFC 9110 §10.1.5) of plain letters.
 *
 * @param userAgent the header as it came
 */
export function deviceOf(userAgent: string | null): string {
  const text = userAgent?.slice(0, LENGTH_MAX) ?? ''
  const browser = nameIn(BROWSERS, text) ?? productOf(text)
  const system = nameIn(SYSTEMS, text)
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? UNKNOWN
}

const nameIn = (names: typeof BROWSERS, text: string): string | undefined =>
  names.find(([sign]) => sign.test(text))?.[1]

/** The first product, unless it is what every browser begins with. */
function productOf(text: string): string | undefined {
  const product = /^([A-Za-z][\w.-]{0,39})(\/|\s|$)/.exec(text)?.[1]
  return product === 'Mozilla' ? undefined : product
}
