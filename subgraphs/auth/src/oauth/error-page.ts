import type { KoaContextWithOIDC } from 'oidc-provider'

type Told = Readonly<{ error?: unknown; error_description?: unknown }>

/**
 * What a person reads when a program has sent them here with a request that cannot be answered, nor sent back; for programs the
 * same in JSON.
 */
export function renderError(ctx: KoaContextWithOIDC, told: Told): void {
  if (ctx.accepts('json', 'html') !== 'html') {
    ctx.body = told
    return
  }
  ctx.type = 'html'
  ctx.body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This sign-in cannot go on · Tallystick</title>
<main>
<h1>This sign-in cannot go on</h1>
<p>The program that sent you here asked for something that cannot be done. Nothing was changed, and it was told nothing.</p>
<p>If you are its maker: <code>${escaped(told.error)}</code>, ${escaped(told.error_description)}.</p>
</main>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: unknown): string =>
  String(text ?? 'no more is known').replace(/[&<>"']/g, (each) => ENTITIES[each] ?? '')
