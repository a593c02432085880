// Generated from packages/verify/src by `npm run generate`. MIT License. No dependency, no network.
// ── bytes.ts
const bytesModule = (() => {
const HEX = '0123456789abcdef';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Two lower-case digits for each byte. */
function toHex(bytes) {
    let text = '';
    for (const byte of bytes)
        text += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
    return text;
}
/** The bytes that `toHex` writes so, or `undefined`: capitals and an odd number of digits are refused. */
function fromHex(text) {
    if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text))
        return;
    const bytes = new Uint8Array(text.length / 2);
    for (let at = 0; at < bytes.length; at += 1)
        bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
    return bytes;
}
/** Base64url without padding (RFC 4648 section 5). */
function toBase64url(bytes) {
    let text = '';
    let held = 0;
    let bits = 0;
    for (const byte of bytes) {
        held = (held << 8) | byte;
        bits += 8;
        for (; bits >= 6; bits -= 6)
            text += BASE64URL.charAt((held >> (bits - 6)) & 63);
        held &= 63;
    }
    return bits > 0 ? text + BASE64URL.charAt((held << (6 - bits)) & 63) : text;
}
/** The bytes that `toBase64url` writes so, or `undefined`: padding and other spellings of the same bytes are refused. */
function fromBase64url(text) {
    const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
    let held = 0;
    let bits = 0;
    let at = 0;
    for (const character of text) {
        const value = BASE64URL.indexOf(character);
        if (value < 0)
            return;
        held = ((held << 6) | value) & 0xfff;
        bits += 6;
        if (bits < 8)
            continue;
        bits -= 8;
        bytes[at++] = held >> bits;
    }
    return toBase64url(bytes) === text ? bytes : undefined;
}
/** Whether both hold the same bytes. Nothing here is secret, so the time it takes may tell where they differ. */
const isSameBytes = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
return { toHex, fromHex, toBase64url, fromBase64url, isSameBytes };
})();

// ── sha256.ts
const sha256Module = (() => {
/**
 * SHA-256 (FIPS 180-4), synchronous and without the platform: pages that were not opened securely have no WebCrypto, and
 * trees are hashed in loops that must not wait.
 */
const BLOCK_BYTES = 64;
const ROUNDS = 64;
/** 2^29 bytes have 2^32 bits, where the second word of the length begins. */
const BYTES_PER_HIGH_BIT = 0x20000000;
/** First 32 bits of the fractions of the square roots of the first 8 primes. */
const START = Uint32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
/** First 32 bits of the fractions of the cube roots of the first 64 primes. */
// biome-ignore format: eight words a line
const CONSTANTS = Uint32Array.of(0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2);
/** The SHA-256 of the bytes, 32 of them. */
function sha256(bytes) {
    const state = START.slice();
    const words = new Uint32Array(ROUNDS);
    const whole = bytes.length - (bytes.length % BLOCK_BYTES);
    const blocks = viewOf(bytes);
    for (let at = 0; at < whole; at += BLOCK_BYTES)
        compress(state, words, { block: blocks, at });
    const tail = paddedTail(bytes, whole);
    const tailView = viewOf(tail);
    for (let at = 0; at < tail.length; at += BLOCK_BYTES)
        compress(state, words, { block: tailView, at });
    const digest = new Uint8Array(32);
    const out = viewOf(digest);
    state.forEach((word, index) => {
        out.setUint32(4 * index, word);
    });
    return digest;
}
/** What is left after the whole blocks, a one bit, zeros, and the length in bits as 64 bits. */
function paddedTail(bytes, from) {
    const rest = bytes.length - from;
    const tail = new Uint8Array(rest + 9 <= BLOCK_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES);
    tail.set(bytes.subarray(from));
    tail[rest] = 0x80;
    const view = viewOf(tail);
    view.setUint32(tail.length - 8, Math.floor(bytes.length / BYTES_PER_HIGH_BIT));
    view.setUint32(tail.length - 4, (bytes.length % BYTES_PER_HIGH_BIT) * 8);
    return tail;
}
function compress(state, words, { block, at }) {
    for (let round = 0; round < 16; round += 1)
        words[round] = block.getUint32(at + 4 * round);
    for (let round = 16; round < ROUNDS; round += 1) {
        const early = words[round - 15];
        const late = words[round - 2];
        const small0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
        const small1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10);
        words[round] = words[round - 16] + small0 + words[round - 7] + small1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let round = 0; round < ROUNDS; round += 1) {
        const large1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
        const choice = (e & f) ^ (~e & g);
        const first = (h + large1 + choice + CONSTANTS[round] + words[round]) | 0;
        const large0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
        const majority = (a & b) ^ (a & c) ^ (b & c);
        h = g;
        g = f;
        f = e;
        e = (d + first) | 0;
        d = c;
        c = b;
        b = a;
        a = (first + large0 + majority) | 0;
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries())
        state[index] = state[index] + word;
}
const rotated = (word, by) => (word >>> by) | (word << (32 - by));
const viewOf = ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength);
return { sha256 };
})();

// ── encode.ts
const encodeModule = (() => {
const { sha256 } = sha256Module;
const NULL = 0;
const TEXT = 1;
const BYTES = 2;
const LIST = 3;
/** A tag byte and a length in four bytes, the most significant first. */
const HEAD_BYTES = 5;
/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const UNIT_BYTES_MAX = 3;
const utf8 = new TextEncoder();
/** Where values are written, one after the other; it grows to the largest. What a call returns of it is a copy. */
let scratch = new Uint8Array(4096);
/**
 * The bytes of a value, injective: two different values never have the same bytes.
 *
 * Each value says its kind and its length before its content, so no separator, empty text or nesting can be mistaken for
 * another. Numbers have no form here; write them as canonical decimal text.
 *
 * @throws {RangeError} for text with half a surrogate pair, which UTF-8 cannot tell from another
 */
function encode(value) {
    const end = write(value, 0);
    return scratch.slice(0, end);
}
/** The hash of a value's bytes, without making them: what is hashed by the thousand is not copied. */
function hashOf(value, hash = sha256) {
    const end = write(value, 0);
    return hash(scratch.subarray(0, end));
}
/** The same with a zero byte before them, as a leaf of the tally log is hashed (RFC 9162 section 2.1.1). */
function leafHashOf(value, hash = sha256) {
    const end = write(value, 1);
    scratch[0] = 0;
    return hash(scratch.subarray(0, end));
}
/** Writes at `at` and returns where it ended. */
function write(value, at) {
    if (value === null) {
        makeRoom(at + 1);
        scratch[at] = NULL;
        return at + 1;
    }
    const start = at + HEAD_BYTES;
    if (typeof value === 'string') {
        const end = writeText(value, start);
        writeHead(at, TEXT, end - start);
        return end;
    }
    if (value instanceof Uint8Array) {
        makeRoom(start + value.length);
        scratch.set(value, start);
        writeHead(at, BYTES, value.length);
        return start + value.length;
    }
    makeRoom(start);
    writeHead(at, LIST, value.length);
    let end = start;
    for (const item of value)
        end = write(item, end);
    return end;
}
function writeHead(at, tag, length) {
    scratch[at] = tag;
    scratch[at + 1] = length >>> 24;
    scratch[at + 2] = length >>> 16;
    scratch[at + 3] = length >>> 8;
    scratch[at + 4] = length;
}
/** Ids, amounts and moments are ASCII and short: a loop over them costs less than a call of the encoder. */
function writeText(text, start) {
    makeRoom(start + text.length * UNIT_BYTES_MAX);
    for (let index = 0; index < text.length; index += 1) {
        const unit = text.charCodeAt(index);
        if (unit > 0x7f) {
            if (!isWellFormed(text))
                throw new RangeError('text with half a surrogate pair has no bytes');
            return start + utf8.encodeInto(text, scratch.subarray(start)).written;
        }
        scratch[start + index] = unit;
    }
    return start + text.length;
}
function makeRoom(size) {
    if (size <= scratch.length)
        return;
    const larger = new Uint8Array(Math.max(size, 2 * scratch.length));
    larger.set(scratch);
    scratch = larger;
}
/** Whether every surrogate of the text is half of a pair. */
const isWellFormed = (text) => !/\p{Surrogate}/u.test(text);
return { encode, hashOf, leafHashOf, isWellFormed };
})();

// ── verdict.ts
const verdictModule = (() => {
/** Ends the verification in progress; `judged` turns it into an answer, so that it never leaves this package. */
class Stop extends Error {
    answer;
    constructor(answer) {
        super(answer.message);
        this.answer = answer;
    }
}
/** Ends the verification with a reason. */
function refuse(code, message, index) {
    throw new Stop({ ok: false, code, message, ...(index === undefined ? {} : { index }) });
}
/** The proof, or why there is none. */
async function judged(prove) {
    try {
        return await prove();
    }
    catch (cause) {
        if (cause instanceof Stop)
            return cause.answer;
        throw cause;
    }
}
const SHOWN_MAX = 200;
/**
 * Text of the file, safe to show: cut when long, with everything escaped that would steer a terminal or turn the reading
 * direction.
 */
function quoted(text) {
    const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
    const escaped = JSON.stringify(shown).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
    return escaped;
}
return { refuse, judged, quoted };
})();

// ── json.ts
const jsonModule = (() => {
/**
 * JSON, read strictly: what `JSON.parse` lets pass can mean one thing to a person and another to a program.
 *
 * Refused are a name that comes twice in an object, any number that is not a plain integer from 0 to 2^53 - 1, half a
 * surrogate pair, and depth without end.
 */
const { isWellFormed } = encodeModule;
const { quoted, refuse } = verdictModule;
/** The longest text that is read, in characters. */
const TEXT_MAX = 4 * 1024 * 1024;
const DEPTH_MAX = 16;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?[0-9][0-9.eE+-]*/y;
const INTEGER = /^(?:0|[1-9][0-9]{0,15})$/;
const WORD = /true|false|null/y;
/** Reads a text, or a value as `JSON.parse` gives it. Refuses everything else. */
function readJson(input) {
    const text = typeof input === 'string' ? input : textOf(input);
    if (text.length > TEXT_MAX)
        refuse('TOO_LARGE', `The file has more than ${TEXT_MAX} characters.`);
    const cursor = { text, at: 0 };
    const value = readValue(cursor, 0);
    taken(cursor, SPACE);
    if (cursor.at < text.length)
        syntax(cursor, 'something after the end of the value');
    return value;
}
/** Written out and read anew, a value has no getters, prototypes or cycles left to trip over. */
function textOf(input) {
    try {
        const text = JSON.stringify(input);
        if (typeof text === 'string')
            return text;
    }
    catch {
        // A cycle or a bigint: no JSON, as below.
    }
    return refuse('NOT_JSON', 'This is not JSON.');
}
function readValue(cursor, depth) {
    taken(cursor, SPACE);
    const first = cursor.text.charAt(cursor.at);
    if (depth > DEPTH_MAX)
        syntax(cursor, 'too many values inside each other');
    if (first === '{')
        return readObject(cursor, depth);
    if (first === '[')
        return readList(cursor, depth);
    if (first === '"')
        return readString(cursor);
    const word = taken(cursor, WORD);
    if (word !== undefined)
        return JSON.parse(word);
    return readNumber(cursor);
}
function readObject(cursor, depth) {
    const object = Object.create(null);
    cursor.at += 1;
    if (isNext(cursor, '}'))
        return object;
    do {
        taken(cursor, SPACE);
        if (cursor.text.charAt(cursor.at) !== '"')
            syntax(cursor, 'no name of a field');
        const name = readString(cursor);
        if (Object.hasOwn(object, name))
            syntax(cursor, `the field ${quoted(name)} a second time`);
        if (!isNext(cursor, ':'))
            syntax(cursor, 'no colon after the name of a field');
        object[name] = readValue(cursor, depth + 1);
    } while (isNext(cursor, ','));
    if (!isNext(cursor, '}'))
        syntax(cursor, 'neither a comma nor the end of the object');
    return object;
}
function readList(cursor, depth) {
    const list = [];
    cursor.at += 1;
    if (isNext(cursor, ']'))
        return list;
    do
        list.push(readValue(cursor, depth + 1));
    while (isNext(cursor, ','));
    if (!isNext(cursor, ']'))
        syntax(cursor, 'neither a comma nor the end of the list');
    return list;
}
function readString(cursor) {
    const start = cursor.at;
    let end = start + 1;
    // Not by a pattern: over megabytes of text it runs out of stack.
    for (; end < cursor.text.length && cursor.text.charAt(end) !== '"'; end += 1)
        if (cursor.text.charAt(end) === '\\')
            end += 1;
    const value = textIn(cursor.text.slice(start, end + 1));
    if (value === undefined)
        return syntax(cursor, 'a text that does not end or is not well-formed');
    if (!isWellFormed(value))
        return syntax(cursor, 'a text with half a surrogate pair');
    cursor.at = end + 1;
    return value;
}
function textIn(literal) {
    try {
        return JSON.parse(literal);
    }
    catch {
        return;
    }
}
function readNumber(cursor) {
    const literal = taken(cursor, NUMBER);
    if (literal === undefined)
        return syntax(cursor, cursor.at < cursor.text.length ? 'no value' : 'the end of the file');
    const value = Number(literal);
    if (INTEGER.test(literal) && Number.isSafeInteger(value))
        return value;
    return refuse('WRONG_VALUE', `${placeOf(cursor)}: ${quoted(literal)} is not a plain integer from 0 to 2^53 - 1.`);
}
/** Takes what the sticky pattern finds here. */
function taken(cursor, pattern) {
    pattern.lastIndex = cursor.at;
    const found = pattern.exec(cursor.text)?.[0];
    if (found !== undefined)
        cursor.at += found.length;
    return found;
}
function isNext(cursor, mark) {
    taken(cursor, SPACE);
    if (cursor.text.charAt(cursor.at) !== mark)
        return false;
    cursor.at += 1;
    return true;
}
const syntax = (cursor, found) => refuse('NOT_JSON', `${placeOf(cursor)}: ${found}. The file is not JSON as it must be.`);
function placeOf({ text, at }) {
    const before = text.slice(0, at).split('\n');
    return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
return { TEXT_MAX, readJson };
})();

// ── shape.ts
const shapeModule = (() => {
/** Readers of the values that files are made of; each refuses what is not in its one canonical form, and says where. */
const { fromBase64url, fromHex } = bytesModule;
const { quoted, refuse } = verdictModule;
/** An amount in minor units has at most this many digits. */
const DIGITS_MAX = 78;
const ID = /^([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const CURRENCY = /^[A-Z][A-Z0-9]{2,11}$/;
const DECIMAL = /^(?:0|-?[1-9][0-9]*)$/;
const refuseAt = (code, { where, index }, problem) => refuse(code, `${where}: ${problem}.`, index);
/** The place of a part of what is at a place. */
const within = (at, part) => ({ ...at, where: `${at.where}, ${part}` });
/** Whether a value of a file is an object. */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** An object with exactly these fields. */
const object = (shape) => (value, at) => {
    if (!isObject(value))
        return refuseAt('WRONG_SHAPE', at, 'must be an object');
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(shape, name));
    if (unknown !== undefined)
        refuseAt('WRONG_SHAPE', at, `has an unknown field ${quoted(unknown)}`);
    const fields = Object.entries(shape).map(([name, read]) => {
        const field = value[name];
        if (field === undefined)
            return refuseAt('WRONG_SHAPE', at, `has no field "${name}"`);
        return [name, read(field, within(at, name))];
    });
    return Object.fromEntries(fields);
};
/** A list of `min` to `max` values, named in messages by what they are; `isIndexed` lists give refusals their index. */
const list = (read, limits) => (value, at) => {
    const { name, min = 0, max, isIndexed = false } = limits;
    if (!Array.isArray(value))
        return refuseAt('WRONG_SHAPE', at, 'must be a list');
    if (value.length < min)
        refuseAt('WRONG_SHAPE', at, `must have at least ${min} of ${name}`);
    if (value.length > max)
        refuseAt('WRONG_SHAPE', at, `has more than ${max} of ${name}`);
    return value.map((item, index) => read(item, {
        ...within(at, `${name} ${index + 1}`),
        ...(isIndexed && at.index === undefined ? { index } : {}),
    }));
};
/** Text of at most `max` UTF-16 units. */
const text = (max) => (value, at) => {
    if (typeof value !== 'string')
        return refuseAt('WRONG_SHAPE', at, 'must be a text');
    if (value.length > max)
        return refuseAt('WRONG_VALUE', at, `is longer than ${max} characters`);
    return value;
};
/** The value or null. */
const nullable = (read) => (value, at) => value === null ? null : read(value, at);
/** An integer from 0 to 2^53 - 1; that it is written plainly, the reader of JSON has seen to. */
const integer = (value, at) => typeof value === 'number' ? value : refuseAt('WRONG_SHAPE', at, 'must be a number');
/** One of these texts. */
const oneOf = (...choices) => (value, at) => choices.find((choice) => choice === value) ??
    refuseAt('WRONG_VALUE', at, `must be ${choices.join(' or ')}`);
const matching = (max, isIt, what) => (value, at) => {
    const read = text(max)(value, at);
    return isIt(read) ? read : refuseAt('WRONG_VALUE', at, `${quoted(read)} is not ${what}`);
};
/** An id with this prefix in its one spelling. */
const id = (prefix) => matching(30, (value) => ID.exec(value)?.[1] === prefix, `an id of the form ${prefix}_…`);
/** The name of a key. */
const keyId = matching(16, (value) => /^[0-9a-f]{16}$/.test(value), 'the id of a key (16 digits of lower-case hex)');
/** A moment in UTC with milliseconds, one that is in the calendar. */
const moment = matching(24, (value) => MOMENT.test(value) && isInCalendar(value), 'a moment such as 2026-01-31T12:00:00.000Z');
function isInCalendar(value) {
    const at = new Date(value);
    return !Number.isNaN(at.getTime()) && at.toISOString() === value;
}
/** The code of a currency or asset. */
const currency = matching(12, (value) => CURRENCY.test(value), 'the code of a currency');
/** A decimal integer in its one spelling, in minor units when it is an amount. */
const decimal = (least) => matching(DIGITS_MAX + 1, (value) => isDecimal(value, least), DECIMALS[least]);
const DECIMALS = {
    any: `an integer of at most ${DIGITS_MAX} digits, plainly written`,
    zero: `an integer of at most ${DIGITS_MAX} digits, plainly written and not negative`,
    one: `an integer of at most ${DIGITS_MAX} digits, plainly written and more than zero`,
};
function isDecimal(value, least) {
    if (!DECIMAL.test(value))
        return false;
    const isNegative = value.startsWith('-');
    if (value.length - (isNegative ? 1 : 0) > DIGITS_MAX)
        return false;
    return least === 'any' || (!isNegative && (least === 'zero' || value !== '0'));
}
/** This many bytes in lower-case hex. */
const hex = (size) => (value, at) => {
    const bytes = fromHex(text(2 * size)(value, at));
    if (bytes?.length === size)
        return bytes;
    return refuseAt('WRONG_VALUE', at, `must be ${2 * size} digits of lower-case hex`);
};
/** This many bytes in base64url without padding. */
const base64url = (size) => {
    const length = Math.ceil((size * 8) / 6);
    return (value, at) => {
        const bytes = fromBase64url(text(length)(value, at));
        if (bytes?.length === size)
            return bytes;
        return refuseAt('WRONG_VALUE', at, `must be ${length} characters of base64url`);
    };
};
/** A field that is open to the reader of the file or shut. */
const field = (read) => {
    const open = object({ value: read, salt: hex(32) });
    const shut = object({ commitment: hex(32) });
    return (value, at) => isObject(value) && Object.hasOwn(value, 'commitment')
        ? { isOpen: false, ...shut(value, at) }
        : { isOpen: true, ...open(value, at) };
};
return { within, isObject, object, list, text, nullable, integer, oneOf, id, keyId, moment, currency, decimal, hex, base64url, field };
})();

// ── signature.ts
const signatureModule = (() => {
const { refuse } = verdictModule;
/**
 * Whether the owner of an Ed25519 key signed the message, by the platform's WebCrypto.
 *
 * Refuses with `NO_CRYPTO` where there is none: on a page that was opened over plain HTTP, and in browsers of before 2025.
 */
async function isSignedBy(publicKey, message, signature) {
    const subtle = subtleOf(globalThis);
    if (!subtle)
        refuse('NO_CRYPTO', NO_CRYPTO);
    try {
        const key = await subtle.importKey('raw', publicKey.slice(), { name: 'Ed25519' }, false, [
            'verify',
        ]);
        return await subtle.verify('Ed25519', key, signature.slice(), message.slice());
    }
    catch (cause) {
        // A key that is no point of the curve is refused as it is imported; nobody can have signed with it.
        if (nameOf(cause) === 'DataError')
            return false;
        return refuse('NO_CRYPTO', NO_ED25519);
    }
}
/** Typed as always there, it is missing where a page was not opened securely. */
const subtleOf = ({ crypto }) => crypto?.subtle;
const nameOf = (cause) => (cause instanceof Error ? cause.name : undefined);
const NO_CRYPTO = 'Signatures cannot be verified here, because this page was not opened securely: open it over https, from localhost, or save it and open the file.';
const NO_ED25519 = 'Signatures cannot be verified here, because this browser or Node does not know Ed25519: use a newer one.';
return { isSignedBy };
})();

// ── tree-head.ts
const treeHeadModule = (() => {
/** The statements that the ledger signs, and the name of the key that signs them. */
const { toHex } = bytesModule;
const { encode } = encodeModule;
const { sha256 } = sha256Module;
/** How many hex digits name a key. */
const KEY_ID_DIGITS = 16;
/** The bytes that are signed for a tree head. */
const treeHeadMessage = (head) => encode([
    'tallystick/tree-head/1',
    head.keyId,
    head.size.toString(),
    head.rootHash,
    head.publishedAt,
]);
/** The bytes that are signed for a snapshot of liabilities. */
const liabilitiesMessage = (snapshot) => encode([
    'tallystick/liabilities/1',
    snapshot.keyId,
    snapshot.snapshotId,
    snapshot.currency,
    snapshot.treeSize.toString(),
    snapshot.treeRootHash,
    snapshot.accountCount.toString(),
    snapshot.total,
    snapshot.rootHash,
    snapshot.publishedAt,
]);
/** The name of an Ed25519 key: the first 16 hex digits of its hash. @param publicKey 32 bytes, raw */
const keyIdOf = (publicKey, hash = sha256) => toHex(hash(publicKey)).slice(0, KEY_ID_DIGITS);
return { treeHeadMessage, liabilitiesMessage, keyIdOf };
})();

// ── head.ts
const headModule = (() => {
/** Tree heads in files: how they are read, and whom one has to believe afterwards. */
const { fromBase64url, fromHex, isSameBytes, toHex } = bytesModule;
const { readJson } = jsonModule;
const { base64url, hex, integer, keyId: keyIdText, moment, object, oneOf } = shapeModule;
const { isSignedBy } = signatureModule;
const { keyIdOf, treeHeadMessage } = treeHeadModule;
const { judged, refuse } = verdictModule;
/** A tree head as files have it. */
const treeHead = object({
    size: integer,
    rootHash: hex(32),
    publishedAt: moment,
    keyId: keyIdText,
    signature: base64url(64),
});
/** The format of a file with a tree head alone. */
const TREE_HEAD_FORMAT = 'tallystick-tree-head/1';
const file = object({
    format: oneOf(TREE_HEAD_FORMAT),
    publicKey: base64url(32),
    treeHead,
});
/** Verifies the signature of a tree head. Never throws for what is in the file. */
const verifyTreeHead = (input, trust = {}) => judged(async () => await proveTreeHead(readJson(input), trust));
/** As `verifyTreeHead`, for JSON that was read; refuses by ending the verification. */
async function proveTreeHead(json, trust) {
    const { publicKey, treeHead: head } = file(json, { where: 'The file' });
    const trusted = await checkHeads(publicKey, [{ head, name: 'tree head' }], trust);
    return {
        ok: true,
        format: TREE_HEAD_FORMAT,
        ...trusted,
        treeHead: shown(head),
        facts: [headFact(head)],
        basis: trustFacts(trusted),
    };
}
/** A tree head without its signature, its root in hex. */
const shown = ({ size, rootHash, publishedAt }) => ({
    size,
    rootHash: toHex(rootHash),
    publishedAt,
});
/** What a signed tree head says, as a sentence. */
const headFact = ({ size, rootHash, publishedAt, keyId }) => `On ${publishedAt} the log had ${size} leaves and the root ${toHex(rootHash)}; this was signed with the key ${keyId}.`;
/**
 * Verifies the signatures of the file's tree heads and compares key and heads with those that the caller trusts. A trusted
 * head must be one of them: whether another belongs to the same log, only a consistency proof can say.
 */
async function checkHeads(publicKey, heads, trust) {
    const keyId = keyIdOf(publicKey);
    const isKeyTrusted = compareKey(publicKey, trust);
    for (const { head, name } of heads) {
        if (head.keyId !== keyId)
            refuse('OTHER_KEY', `The ${name} names the key ${head.keyId}, the file has the key ${keyId}.`);
        if (!(await isSignedBy(publicKey, treeHeadMessage(head), head.signature)))
            refuse('BAD_SIGNATURE', `The ${name}'s signature is not one of the key ${keyId} over its size, root and moment: one of them was changed, or it was never signed.`);
    }
    const isHeadTrusted = compareHead(heads.map(({ head }) => head), trust);
    return { isKeyTrusted, isHeadTrusted, keyId };
}
function compareKey(publicKey, { publicKey: text }) {
    if (text === undefined)
        return false;
    const trusted = fromBase64url(text);
    if (trusted?.length !== 32)
        refuse('WRONG_TRUST', 'The key to trust must be 43 characters of base64url (32 bytes).');
    if (isSameBytes(trusted, publicKey))
        return true;
    return refuse('OTHER_KEY', `The file has the key ${keyIdOf(publicKey)}, you trust the key ${keyIdOf(trusted)}.`);
}
function compareHead(heads, { treeHead: trusted }) {
    if (trusted === undefined)
        return false;
    const root = fromHex(trusted.rootHash);
    if (!Number.isSafeInteger(trusted.size) || trusted.size < 0 || root?.length !== 32)
        refuse('WRONG_TRUST', 'The tree head to trust needs a size and a root of 64 digits of hex.');
    const same = heads.find(({ size }) => size === trusted.size);
    if (!same)
        return refuse('OTHER_HEAD', `The file is about a log of ${heads.map(({ size }) => size).join(' and ')} leaves, the tree head that you trust of ${trusted.size}: ask for the consistency proof between them.`);
    if (isSameBytes(same.rootHash, root))
        return true;
    return refuse('OTHER_HEAD', `For ${same.size} leaves the file has the root ${toHex(same.rootHash)}, you trust ${trusted.rootHash}: these are two different histories.`);
}
/** Whom one has to believe, as sentences. */
function trustFacts({ isKeyTrusted, isHeadTrusted, keyId }) {
    const key = isKeyTrusted
        ? `The key ${keyId} is the one you trust.`
        : `The key ${keyId} stands in the file itself and was not compared with one you trust: whoever made the file may have made the key, too.`;
    return isHeadTrusted ? [key, 'The tree head is the one you trust.'] : [key];
}
return { treeHead, TREE_HEAD_FORMAT, verifyTreeHead, proveTreeHead, shown, headFact, checkHeads, trustFacts };
})();

// ── tree.ts
const treeModule = (() => {
/**
 * The Merkle tree of the tally log (RFC 9162 section 2.1), for sizes up to 2^53 - 1.
 *
 * Positions and sizes are halved by division, never shifted: a shift would cut them to 32 bits.
 */
const { isSameBytes } = bytesModule;
const { sha256 } = sha256Module;
/** The hash of a leaf's bytes; its first byte tells a leaf from a node, so that neither can pass for the other. */
function leafHash(leaf, hash = sha256) {
    const bytes = new Uint8Array(1 + leaf.length);
    bytes.set(leaf, 1);
    return hash(bytes);
}
/** The hash of two subtrees' roots. */
function nodeHash(left, right, hash = sha256) {
    const bytes = new Uint8Array(1 + left.length + right.length);
    bytes[0] = 1;
    bytes.set(left, 1);
    bytes.set(right, 1 + left.length);
    return hash(bytes);
}
/** The root of the first `size` leaves; of none, the hash of nothing. */
function rootOf(size, read, hash = sha256) {
    assertSize(size);
    return size === 0 ? hash(new Uint8Array()) : rangeRoot({ start: 0, size }, read, hash);
}
/** The nodes beside the way from a leaf to the root, from the leaf up. @throws {RangeError} for a leaf outside the tree */
function inclusionPath({ index, size }, read, hash = sha256) {
    assertSize(size);
    return wayTo(index, size)
        .map(({ sibling }) => rangeRoot(sibling, read, hash))
        .reverse();
}
/** How many nodes an inclusion path has: at most the binary logarithm of the size, rounded up. */
const inclusionPathLength = (index, size) => wayTo(index, size).length;
/**
 * The nodes that prove the first `from` leaves of a tree of `to` leaves to be what they were (RFC 9162 section 2.1.4).
 * Empty when `from` is 0 or `to`. @throws {RangeError} when `from` is beyond `to`
 */
function consistencyPath({ from, to }, read, hash = sha256) {
    assertSize(to);
    if (from === 0)
        return [];
    const { end, siblings } = wayToEdge(from, to);
    const path = siblings.map((range) => rangeRoot(range, read, hash));
    // The old root itself is known to who verifies; a smaller subtree that ends at the edge is not.
    if (end.start > 0)
        path.push(rangeRoot(end, read, hash));
    return path.reverse();
}
/** The root that an inclusion path leads to, or `undefined` when it has a wrong length or the leaf is not in the tree. */
function rootFromInclusion({ index, size, leafHash: leaf, path }, hash = sha256) {
    if (!isIndexIn(index, size))
        return;
    const way = wayTo(index, size).reverse();
    if (way.length !== path.length)
        return;
    return path.reduce((node, sibling, at) => way[at]?.isLeft ? nodeHash(node, sibling, hash) : nodeHash(sibling, node, hash), leaf);
}
/** Whether the path leads from the leaf to this root. */
function verifyInclusion({ rootHash, ...inclusion }, hash = sha256) {
    const root = rootFromInclusion(inclusion, hash);
    return root !== undefined && isSameBytes(root, rootHash);
}
/** How many nodes a consistency path has. */
function consistencyPathLength(from, to) {
    if (from === 0)
        return 0;
    const { end, siblings } = wayToEdge(from, to);
    return siblings.length + (end.start > 0 ? 1 : 0);
}
/** Whether the path proves the second tree to begin with the first; the empty tree begins every other. */
function verifyConsistency({ fromSize, fromRoot, toSize, toRoot, path }, hash = sha256) {
    if (!isSize(fromSize) || !isSize(toSize) || fromSize > toSize)
        return false;
    if (path.length !== consistencyPathLength(fromSize, toSize))
        return false;
    if (fromSize === 0) {
        const empty = hash(new Uint8Array());
        return isSameBytes(fromRoot, empty) && (toSize > 0 || isSameBytes(toRoot, empty));
    }
    const { end, siblings } = wayToEdge(fromSize, toSize);
    const first = end.start > 0 ? path[0] : fromRoot;
    let before = first;
    let after = before;
    const rest = path.slice(end.start > 0 ? 1 : 0);
    for (const [at, range] of siblings.reverse().entries()) {
        const sibling = rest[at];
        // What lies left of the edge was in the first tree, too; what lies right of it was not.
        if (range.start < end.start)
            before = nodeHash(sibling, before, hash);
        after =
            range.start < end.start ? nodeHash(sibling, after, hash) : nodeHash(after, sibling, hash);
    }
    return isSameBytes(before, fromRoot) && isSameBytes(after, toRoot);
}
/**
 * The complete subtrees that come into being when leaves are appended to a tree of `size` leaves, leaves included, each
 * after those it joins. `read` is asked only for nodes that were complete before.
 */
function appendedNodes({ size, leafHashes }, read, hash = sha256) {
    assertSize(size + leafHashes.length);
    const made = new Map();
    const nodes = [];
    for (const [offset, leaf] of leafHashes.entries()) {
        let node = { level: 0, index: size + offset, hash: leaf };
        nodes.push(node);
        made.set(`0/${node.index}`, leaf);
        while (node.index % 2 === 1) {
            const { level, index } = node;
            const left = made.get(`${level}/${index - 1}`) ?? read(level, index - 1);
            node = { level: level + 1, index: (index - 1) / 2, hash: nodeHash(left, node.hash, hash) };
            nodes.push(node);
            made.set(`${node.level}/${node.index}`, node.hash);
        }
    }
    return nodes;
}
/** Which nodes a computation would read, to fetch them in one go: `nodesReadBy((read) => rootOf(size, read))`. */
function nodesReadBy(computation) {
    const nodes = new Map();
    computation((level, index) => {
        nodes.set(`${level}/${index}`, { level, index });
        return new Uint8Array(32);
    });
    return [...nodes.values()];
}
/** From the root down to the leaf: on which side each step goes, and the leaves beside it. */
function wayTo(index, size) {
    if (!isIndexIn(index, size))
        throw new RangeError(`no leaf ${index} in a tree of ${size}`);
    const way = [];
    for (let range = { start: 0, size }; range.size > 1;) {
        const [left, right] = halvesOf(range);
        const isLeft = index < right.start;
        way.push({ isLeft, sibling: isLeft ? right : left });
        range = isLeft ? left : right;
    }
    return way;
}
/** From the root of `to` leaves down to the largest subtree that ends where the first `from` leaves end. */
function wayToEdge(from, to) {
    if (!isSize(from) || from < 1 || from > to)
        throw new RangeError(`no ${from} leaves in ${to}`);
    const siblings = [];
    let end = { start: 0, size: to };
    while (end.start + end.size > from) {
        const [left, right] = halvesOf(end);
        const isLeft = from <= right.start;
        siblings.push(isLeft ? right : left);
        end = isLeft ? left : right;
    }
    return { end, siblings };
}
/** A left part that is as large a power of two as leaves something to the right. */
function halvesOf({ start, size }) {
    let half = 1;
    while (half * 2 < size)
        half *= 2;
    return [
        { start, size: half },
        { start: start + half, size: size - half },
    ];
}
function rangeRoot(range, read, hash) {
    const level = levelOf(range.size);
    if (level !== undefined)
        return read(level, range.start / range.size);
    const [left, right] = halvesOf(range);
    return nodeHash(rangeRoot(left, read, hash), rangeRoot(right, read, hash), hash);
}
/** The exponent of a power of two, `undefined` for any other size. */
function levelOf(size) {
    let level = 0;
    let power = 1;
    for (; power < size; power *= 2)
        level += 1;
    return power === size ? level : undefined;
}
const isSize = (size) => Number.isSafeInteger(size) && size >= 0;
const isIndexIn = (index, size) => isSize(index) && isSize(size) && index < size;
function assertSize(size) {
    if (!isSize(size))
        throw new RangeError(`no tree has ${size} leaves`);
}
return { leafHash, nodeHash, rootOf, inclusionPath, inclusionPathLength, consistencyPath, rootFromInclusion, verifyInclusion, consistencyPathLength, verifyConsistency, appendedNodes, nodesReadBy };
})();

// ── consistency.ts
const consistencyModule = (() => {
/** Consistency: that a later state of the log begins with an earlier one, so that nothing was changed or taken out. */
const { checkHeads, headFact, shown, treeHead, trustFacts } = headModule;
const { readJson } = jsonModule;
const { base64url, hex, list, object, oneOf } = shapeModule;
const { consistencyPathLength, verifyConsistency } = treeModule;
const { judged, refuse } = verdictModule;
/** The format of consistency proofs. */
const CONSISTENCY_FORMAT = 'tallystick-consistency/1';
const PATH_MAX = 64;
const file = object({
    format: oneOf(CONSISTENCY_FORMAT),
    publicKey: base64url(32),
    from: treeHead,
    to: treeHead,
    path: list(hex(32), { name: 'node', max: PATH_MAX, isIndexed: true }),
});
/** Verifies a consistency proof, given as its text or as the value that is in it. Never throws for what is in it. */
const verifyConsistencyProof = (input, trust = {}) => judged(async () => await proveConsistency(readJson(input), trust));
/** As `verifyConsistencyProof`, for JSON that was read; refuses by ending the verification. */
async function proveConsistency(json, trust) {
    const { publicKey, from, to, path } = file(json, { where: 'The file' });
    const heads = [
        { head: from, name: 'earlier tree head (from)' },
        { head: to, name: 'later tree head (to)' },
    ];
    const trusted = await checkHeads(publicKey, heads, trust);
    if (from.size > to.size)
        refuse('OUTSIDE_TREE', `A log of ${to.size} leaves does not begin with one of ${from.size}.`);
    const length = consistencyPathLength(from.size, to.size);
    if (path.length !== length)
        refuse('WRONG_PATH', `The proof has ${path.length} nodes; from ${from.size} to ${to.size} leaves it takes ${length}.`);
    const sizes = { fromSize: from.size, fromRoot: from.rootHash };
    if (!verifyConsistency({ ...sizes, toSize: to.size, toRoot: to.rootHash, path }))
        refuse('NOT_CONSISTENT', `The log of ${to.size} leaves is not shown to begin with the log of ${from.size}: a node of the proof was changed, or the history was.`);
    return {
        ok: true,
        format: CONSISTENCY_FORMAT,
        ...trusted,
        from: shown(from),
        to: shown(to),
        facts: [
            `The first ${from.size} leaves of the log are still what they were when it had no more, and ${to.size - from.size} were added.`,
        ],
        basis: [headFact(from), headFact(to), ...trustFacts(trusted)],
    };
}
return { CONSISTENCY_FORMAT, verifyConsistencyProof, proveConsistency };
})();

// ── amount.ts
const amountModule = (() => {
/** How many decimals the assets of the house have; only for showing amounts, never for a verdict. */
const EXPONENTS = {
    USD: 2,
    EUR: 2,
    NGN: 2,
    JPY: 0,
    KWD: 3,
    BTC: 8,
    ETH: 18,
    USDC: 6,
    EURC: 6,
};
/** An amount for people, exact: `12.50 USD`; in minor units when the currency is not known here. */
function amountText(minor, currency) {
    const exponent = Object.hasOwn(EXPONENTS, currency) ? EXPONENTS[currency] : undefined;
    if (exponent === undefined)
        return `${minor} minor units of ${currency}`;
    if (exponent === 0)
        return `${minor} ${currency}`;
    const sign = minor.startsWith('-') ? '-' : '';
    const digits = minor.slice(sign.length).padStart(exponent + 1, '0');
    return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)} ${currency}`;
}
return { amountText };
})();

// ── sum-tree.ts
const sumTreeModule = (() => {
/**
 * The Merkle-sum tree of liabilities: the shape of RFC 9162, where every node also holds the sum of the balances below it.
 *
 * A node's hash binds both of its children's sums, so neither can be made larger than what stands below it. In each level
 * two neighbours are joined; an odd last node is passed up as it is.
 */
const { hashOf } = encodeModule;
const { sha256 } = sha256Module;
/** The leaf of an account. @throws {RangeError} for a negative balance */
function sumLeaf({ accountId, nonce, balance }, hash = sha256) {
    if (balance < 0n)
        throw new RangeError('a liability is never negative');
    return {
        hash: hashOf(['tallystick/liability-leaf/1', accountId, nonce, balance.toString()], hash),
        sum: balance,
    };
}
/** The node over two nodes. @throws {RangeError} for a negative sum */
function sumNode(left, right, hash = sha256) {
    if (left.sum < 0n || right.sum < 0n)
        throw new RangeError('a liability is never negative');
    const joined = [left.hash, left.sum.toString(), right.hash, right.sum.toString()];
    return {
        hash: hashOf(['tallystick/liability-node/1', ...joined], hash),
        sum: left.sum + right.sum,
    };
}
/** Every level from the leaves up to the one with the root alone; without leaves, the hash of nothing with the sum 0. */
function sumLevels(leaves, hash = sha256) {
    if (leaves.length === 0)
        return [[{ hash: hash(new Uint8Array()), sum: 0n }]];
    const levels = [[...leaves]];
    for (let level = levels[0] ?? []; level.length > 1;) {
        const above = [];
        for (let at = 0; at < level.length; at += 2) {
            const [left, right] = [level[at], level[at + 1]];
            above.push(right ? sumNode(left, right, hash) : left);
        }
        levels.push(above);
        level = above;
    }
    return levels;
}
/** The nodes beside the way from an account's leaf to the root, from the leaf up. */
const sumPath = ({ index, size }, read) => siblingsOf(index, size).map(({ level, index: at }) => read(level, at));
/** Where the nodes of `sumPath` are, to fetch them in one go. @throws {RangeError} for a leaf outside the tree */
function siblingsOf(index, size) {
    if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size)
        throw new RangeError(`no leaf ${index} in a tree of ${size}`);
    const siblings = [];
    for (let level = 0, at = index, width = size; width > 1; level += 1) {
        const isOdd = at % 2 === 1;
        const sibling = isOdd ? at - 1 : at + 1;
        if (sibling < width)
            siblings.push({ level, index: sibling, isRight: !isOdd });
        at = (at - (isOdd ? 1 : 0)) / 2;
        width = (width + (width % 2)) / 2;
    }
    return siblings;
}
/** The root that a path leads to, or `undefined` when it has a wrong length, the leaf no place, or a sum is negative. */
function sumRootFromPath({ index, size, leaf, path }, hash = sha256) {
    if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size))
        return;
    if (index < 0 || index >= size || path.some(({ sum }) => sum < 0n))
        return;
    const siblings = siblingsOf(index, size);
    if (siblings.length !== path.length)
        return;
    return path.reduce((node, beside, at) => siblings[at]?.isRight ? sumNode(node, beside, hash) : sumNode(beside, node, hash), leaf);
}
return { sumLeaf, sumNode, sumLevels, sumPath, siblingsOf, sumRootFromPath };
})();

// ── liability.ts
const liabilityModule = (() => {
/** Liabilities: that an account's balance is in the sum that the house says it owes. */
const { amountText } = amountModule;
const { isSameBytes, toHex } = bytesModule;
const { checkHeads, headFact, shown, treeHead, trustFacts } = headModule;
const { readJson } = jsonModule;
const { base64url, currency, decimal, hex, id, integer, keyId: keyIdText, list, moment, object, oneOf } = shapeModule;
const { isSignedBy } = signatureModule;
const { siblingsOf, sumLeaf, sumRootFromPath } = sumTreeModule;
const { liabilitiesMessage } = treeHeadModule;
const { judged, refuse } = verdictModule;
/** The format of liability proofs. */
const LIABILITY_FORMAT = 'tallystick-liability/1';
const PATH_MAX = 64;
const file = object({
    format: oneOf(LIABILITY_FORMAT),
    publicKey: base64url(32),
    treeHead,
    snapshot: object({
        id: id('lia'),
        currency,
        treeSize: integer,
        treeRootHash: hex(32),
        accountCount: integer,
        total: decimal('zero'),
        rootHash: hex(32),
        publishedAt: moment,
        keyId: keyIdText,
        signature: base64url(64),
    }),
    account: object({ id: id('acc'), balance: decimal('zero'), nonce: hex(32), index: integer }),
    path: list(object({ hash: hex(32), sum: decimal('zero') }), {
        name: 'node',
        max: PATH_MAX,
        isIndexed: true,
    }),
});
/** Verifies a liability proof, given as its text or as the value that is in it. Never throws for what is in it. */
const verifyLiabilityProof = (input, trust = {}) => judged(async () => await proveLiability(readJson(input), trust));
/** As `verifyLiabilityProof`, for JSON that was read; refuses by ending the verification. */
async function proveLiability(json, trust) {
    const told = file(json, { where: 'The file' });
    const { publicKey, treeHead: head, snapshot, account } = told;
    const trusted = await checkHeads(publicKey, [{ head, name: 'tree head' }], trust);
    await assertSigned(told, trusted.keyId);
    assertOfHead(told);
    assertInSum(told);
    const { id: accountId, balance } = account;
    const { currency: code, total, accountCount, publishedAt } = snapshot;
    return {
        ok: true,
        format: LIABILITY_FORMAT,
        ...trusted,
        accountId,
        balance,
        currency: code,
        snapshotId: snapshot.id,
        total,
        accountCount,
        publishedAt,
        treeHead: shown(head),
        facts: [
            `On ${publishedAt} the house stated to owe ${amountText(total, code)} to ${accountCount} accounts (snapshot ${snapshot.id}), at the log's ${snapshot.treeSize} leaves.`,
            `The account ${accountId} is in that sum with ${amountText(balance, code)}.`,
        ],
        basis: [headFact(head), ...trustFacts(trusted)],
    };
}
async function assertSigned({ publicKey, snapshot }, keyId) {
    if (snapshot.keyId !== keyId)
        refuse('OTHER_KEY', `The snapshot names the key ${snapshot.keyId}, the file has the key ${keyId}.`);
    const message = liabilitiesMessage({ ...snapshot, snapshotId: snapshot.id });
    if (!(await isSignedBy(publicKey, message, snapshot.signature)))
        refuse('BAD_SIGNATURE', `The snapshot's signature is not one of the key ${keyId} over what the snapshot says: it was changed, or never signed.`);
}
function assertOfHead({ treeHead: head, snapshot }) {
    if (snapshot.treeSize === head.size && isSameBytes(snapshot.treeRootHash, head.rootHash))
        return;
    refuse('OTHER_HEAD', `The snapshot is of the log with ${snapshot.treeSize} leaves and the root ${toHex(snapshot.treeRootHash)}, the file's tree head has ${head.size} and ${toHex(head.rootHash)}.`);
}
function assertInSum({ snapshot, account, path }) {
    const { index } = account;
    const { accountCount: size, total, rootHash } = snapshot;
    if (index >= size)
        refuse('OUTSIDE_TREE', `The account: of ${size} accounts none has the index ${index}.`);
    const length = siblingsOf(index, size).length;
    if (path.length !== length)
        refuse('WRONG_PATH', `The way to the root has ${path.length} nodes; from account ${index} of ${size} it takes ${length}.`);
    const leaf = sumLeaf({
        accountId: account.id,
        nonce: account.nonce,
        balance: BigInt(account.balance),
    });
    const nodes = path.map(({ hash, sum }) => ({ hash, sum: BigInt(sum) }));
    const root = sumRootFromPath({ index, size, leaf, path: nodes });
    if (!root || !isSameBytes(root.hash, rootHash))
        refuse('NOT_IN_TREE', `The account ${account.id} is not what the snapshot has at index ${index}. Its balance, nonce or index, or a node of the way to the root was changed.`);
    if (root.sum !== BigInt(total))
        refuse('NOT_IN_TREE', `The balances add up to ${root.sum}, the snapshot says ${total}.`);
}
return { LIABILITY_FORMAT, verifyLiabilityProof, proveLiability };
})();

// ── leaf.ts
const leafModule = (() => {
/** What the tally log holds: one leaf for each ledger transaction and for each head of the audit chain. */
const { encode, hashOf, leafHashOf } = encodeModule;
const { sha256 } = sha256Module;
const LEAF = 'tallystick/leaf/1';
/** The bytes of a ledger transaction's leaf; `leafHash` of them is what the tree holds. */
const encodeLedgerTransactionLeaf = (leaf) => encode(leafValue(leaf));
/** `leafHash` of those bytes, which are not made. */
const hashLedgerTransactionLeaf = (leaf, hash) => leafHashOf(leafValue(leaf), hash);
const leafValue = (leaf) => [
    LEAF,
    'ledger-transaction',
    leaf.id,
    leaf.paymentId,
    leaf.reverses,
    leaf.effectiveAt,
    leaf.recordedAt,
    leaf.descriptionCommitment,
    leaf.metadataCommitment,
    leaf.entries.map((entry) => [
        entry.ledgerAccountId,
        entry.code,
        entry.accountId,
        entry.side,
        entry.amount,
        entry.currency,
        entry.version,
        entry.balanceCommitment,
    ]),
];
/** The bytes of an audit head's leaf. @param position decimal text @param hash 32 bytes */
const encodeAuditHeadLeaf = (position, hash) => encode([LEAF, 'audit-head', position, hash]);
/**
 * The salt of one field, 32 bytes, from the secret salt of its ledger transaction (16 bytes). Telling it opens this field's
 * commitment and no other.
 * @param label `description`, `metadata` or `balance/<ordinal>`, ordinals from 1
 */
const fieldSalt = (ledgerTransactionSalt, label, hash = sha256) => hashOf(['tallystick/salt/1', ledgerTransactionSalt, label], hash);
/** A hash that binds to a value and tells nothing of it to who has not the field's salt. */
const commitment = (salt, value, hash = sha256) => hashOf(['tallystick/commitment/1', salt, value], hash);
/** Metadata as commitments and receipts have it: pairs in the order of their keys' UTF-16 units, null for none. */
const metadataValue = (metadata) => metadata &&
    Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
return { encodeLedgerTransactionLeaf, hashLedgerTransactionLeaf, encodeAuditHeadLeaf, fieldSalt, commitment, metadataValue };
})();

// ── receipt.ts
const receiptModule = (() => {
/** Receipts: that the ledger transactions of a payment are in the tally log, as they are told. */
const { amountText } = amountModule;
const { checkHeads, headFact, shown, treeHead, trustFacts } = headModule;
const { readJson } = jsonModule;
const { commitment, encodeLedgerTransactionLeaf } = leafModule;
const { base64url, currency, decimal, field, hex, id, integer, list, moment, nullable, object, oneOf, text } = shapeModule;
const { inclusionPathLength, leafHash, verifyInclusion } = treeModule;
const { judged, quoted, refuse } = verdictModule;
/** The format of receipts. */
const RECEIPT_FORMAT = 'tallystick-receipt/1';
const LEDGER_TRANSACTIONS_MAX = 1_000;
const ENTRIES_MAX = 1_000;
const PATH_MAX = 64;
const WORDS_MAX = 100_000;
const PAIRS_MAX = 1_000;
const pair = (value, at) => {
    const [key, said] = list(text(WORDS_MAX), { name: 'text', min: 2, max: 2 })(value, at);
    return [key ?? '', said ?? ''];
};
/** In the one order there is: keys ascend and none comes twice. */
const metadata = nullable((value, at) => {
    const pairs = list(pair, { name: 'pair', max: PAIRS_MAX })(value, at);
    const misplaced = pairs.findIndex(([key], index) => index > 0 && key <= (pairs[index - 1]?.[0] ?? ''));
    if (misplaced > 0)
        refuse('WRONG_VALUE', `${at.where}: pair ${misplaced + 1} is not in the order of keys.`, at.index);
    return pairs;
});
const entry = object({
    ledgerAccountId: id('lac'),
    code: text(200),
    accountId: nullable(id('acc')),
    side: oneOf('DEBIT', 'CREDIT'),
    amount: decimal('one'),
    currency,
    version: decimal('one'),
    balanceAfter: field(decimal('any')),
});
const ledgerTransaction = object({
    index: integer,
    id: id('ltx'),
    paymentId: nullable(id('pay')),
    reverses: nullable(id('ltx')),
    effectiveAt: moment,
    recordedAt: moment,
    description: field(text(WORDS_MAX)),
    metadata: field(metadata),
    entries: list(entry, { name: 'entry', min: 2, max: ENTRIES_MAX }),
    inclusion: list(hex(32), { name: 'node', max: PATH_MAX }),
});
const file = object({
    format: oneOf(RECEIPT_FORMAT),
    // A ledger transaction may belong to no payment; then the receipt is for it alone.
    paymentId: nullable(id('pay')),
    publicKey: base64url(32),
    treeHead,
    ledgerTransactions: list(ledgerTransaction, {
        name: 'ledger transaction',
        min: 1,
        max: LEDGER_TRANSACTIONS_MAX,
        isIndexed: true,
    }),
});
/** Verifies a receipt, given as its text or as the value that is in it. Never throws for what is in it. */
const verifyReceipt = (input, trust = {}) => judged(async () => await proveReceipt(readJson(input), trust));
/** As `verifyReceipt`, for JSON that was read; refuses by ending the verification. */
async function proveReceipt(json, trust) {
    const receipt = file(json, { where: 'The file' });
    const { publicKey, paymentId, treeHead: head, ledgerTransactions } = receipt;
    const trusted = await checkHeads(publicKey, [{ head, name: 'tree head' }], trust);
    assertNoneTwice(ledgerTransactions);
    for (const [at, each] of ledgerTransactions.entries()) {
        assertOfPayment(each, at, receipt);
        assertBalanced(each, at);
        assertInTree(each, at, receipt);
    }
    return {
        ok: true,
        format: RECEIPT_FORMAT,
        ...trusted,
        paymentId,
        treeHead: shown(head),
        ledgerTransactions: ledgerTransactions.map(toProven),
        facts: [
            paymentFact(paymentId, ledgerTransactions.length),
            ...ledgerTransactions.flatMap(factsOf),
        ],
        basis: [headFact(head), ...trustFacts(trusted)],
    };
}
const nameOf = ({ id: ltx }, at) => `Ledger transaction ${at + 1} (${ltx})`;
function assertNoneTwice(ledgerTransactions) {
    const seen = new Set();
    for (const [at, each] of ledgerTransactions.entries()) {
        if (seen.has(each.id) || seen.has(each.index))
            refuse('REPEATED', `${nameOf(each, at)}: stands in the file twice.`, at);
        seen.add(each.id).add(each.index);
    }
}
function assertOfPayment(each, at, { paymentId }) {
    if (each.paymentId === paymentId)
        return;
    const belongsTo = each.paymentId ? `the payment ${each.paymentId}` : 'no payment';
    refuse('OTHER_PAYMENT', `${nameOf(each, at)}: belongs to ${belongsTo}, the receipt is for ${paymentId ?? 'no payment'}.`, at);
}
function assertBalanced(each, at) {
    const sums = new Map();
    for (const { side, amount, currency: code } of each.entries) {
        const sum = sums.get(code) ?? { DEBIT: 0n, CREDIT: 0n };
        sum[side] += BigInt(amount);
        sums.set(code, sum);
    }
    for (const [code, { DEBIT: debits, CREDIT: credits }] of sums)
        if (debits !== credits)
            refuse('UNBALANCED', `${nameOf(each, at)}: its debits are ${amountText(`${debits}`, code)}, its credits ${amountText(`${credits}`, code)}.`, at);
}
function assertInTree(each, at, receipt) {
    const { index, inclusion } = each;
    const { size, rootHash } = receipt.treeHead;
    if (index >= size)
        refuse('OUTSIDE_TREE', `${nameOf(each, at)}: the log of ${size} leaves has no index ${index}.`, at);
    const length = inclusionPathLength(index, size);
    if (inclusion.length !== length)
        refuse('WRONG_PATH', `${nameOf(each, at)}: its way to the root has ${inclusion.length} nodes; from index ${index} of ${size} leaves it takes ${length}.`, at);
    const leaf = leafHash(encodeLedgerTransactionLeaf(toLeaf(each)));
    if (!verifyInclusion({ index, size, leafHash: leaf, path: inclusion, rootHash }))
        refuse('NOT_IN_TREE', `${nameOf(each, at)}: is not what the log has at index ${index}. A field of it, its index, or a node of its way to the root was changed.`, at);
}
function toLeaf({ description, metadata: pairs, entries, ...same }) {
    return {
        ...same,
        descriptionCommitment: commitmentOf(description),
        metadataCommitment: commitmentOf(pairs),
        entries: entries.map(({ balanceAfter, ...each }) => ({
            ...each,
            balanceCommitment: commitmentOf(balanceAfter),
        })),
    };
}
const commitmentOf = (told) => (told.isOpen ? commitment(told.salt, told.value) : told.commitment);
function toProven({ inclusion: _, description, metadata: pairs, entries, ...same }) {
    return {
        ...same,
        description: withoutProof(description),
        metadata: withoutProof(pairs),
        entries: entries.map((each) => ({ ...each, balanceAfter: withoutProof(each.balanceAfter) })),
    };
}
const withoutProof = (told) => told.isOpen ? { isOpen: true, value: told.value } : { isOpen: false };
const paymentFact = (paymentId, count) => paymentId
    ? `The payment ${paymentId} has ${countOf(count)} in the log, exactly as told here.`
    : `The log has ${countOf(count)} of no payment, exactly as told here.`;
const countOf = (count) => count === 1 ? 'one ledger transaction' : `${count} ledger transactions`;
function factsOf(each) {
    const { index, reverses, description, effectiveAt, recordedAt } = each;
    const undone = reverses ? ` It undoes ${reverses}.` : '';
    const words = description.isOpen
        ? ` Its description: ${quoted(description.value)}.`
        : ' Its description is not shown here.';
    return [
        `${each.id}, index ${index} of the log, recorded at ${recordedAt}, in effect from ${effectiveAt}.${undone}${words}`,
        ...each.entries.map(entryFact),
    ];
}
function entryFact({ side, amount, currency: code, balanceAfter, ...of }) {
    const owner = of.accountId ? `the account ${of.accountId}` : 'the house';
    const balance = balanceAfter.isOpen ? amountText(balanceAfter.value, code) : 'not shown here';
    return `${side} of ${amountText(amount, code)} on ${quoted(of.code)} of ${owner}, ledger account ${of.ledgerAccountId}, entry ${of.version} there; balance after it: ${balance}.`;
}
return { RECEIPT_FORMAT, verifyReceipt, proveReceipt };
})();

// ── any.ts
const anyModule = (() => {
const { CONSISTENCY_FORMAT, proveConsistency } = consistencyModule;
const { proveTreeHead, TREE_HEAD_FORMAT } = headModule;
const { readJson } = jsonModule;
const { LIABILITY_FORMAT, proveLiability } = liabilityModule;
const { proveReceipt, RECEIPT_FORMAT } = receiptModule;
const { isObject } = shapeModule;
const { judged, quoted, refuse } = verdictModule;
/** Verifies a file of any of the formats, which its field `format` names. Never throws for what is in it. */
const verifyAny = (input, trust = {}) => judged(async () => {
    const json = readJson(input);
    const format = isObject(json) ? json['format'] : undefined;
    switch (format) {
        case RECEIPT_FORMAT:
            return await proveReceipt(json, trust);
        case CONSISTENCY_FORMAT:
            return await proveConsistency(json, trust);
        case LIABILITY_FORMAT:
            return await proveLiability(json, trust);
        case TREE_HEAD_FORMAT:
            return await proveTreeHead(json, trust);
        default:
            return refuse('UNKNOWN_FORMAT', unknownFormat(format));
    }
});
const unknownFormat = (format) => typeof format === 'string'
    ? `The file's format ${quoted(format)} is not known here.`
    : 'This is not a file of the tally log: it has no field "format".';
return { verifyAny };
})();

// ── audit-link.ts
const auditLinkModule = (() => {
/** The chain of the audit log: each link binds an entry to all that were linked before it. */
const { encode } = encodeModule;
const { sha256 } = sha256Module;
/** The hash of a link, 32 bytes. @param previous that of the link before it; null for the first */
const auditLinkHash = (previous, entry, hash = sha256) => hash(encode([
    'tallystick/audit-link/1',
    previous,
    entry.id,
    entry.eventId,
    entry.at,
    entry.actorId,
    entry.service,
    entry.action,
    entry.resourceType,
    entry.resourceId,
    entry.details,
    entry.requestId,
    entry.address,
    entry.userAgent,
    entry.createdAt,
    entry.xid,
]));
return { auditLinkHash };
})();

// ── trusted-head.ts
const trustedHeadModule = (() => {
const { fromHex } = bytesModule;
const { readJson } = jsonModule;
const { isObject } = shapeModule;
const { judged, refuse } = verdictModule;
/**
 * The tree head that a person keeps in a file: a tree head as it is, or any file that holds one (of a consistency proof the
 * later). Its signature is not looked at, because it may come from an anchor that has none; whoever names it trusts it.
 */
const readTrustedHead = (input) => judged(async () => {
    const json = readJson(input);
    const head = isObject(json) ? (json['treeHead'] ?? json['to'] ?? json) : json;
    const { size, rootHash } = isObject(head) ? head : {};
    if (typeof size === 'number' &&
        typeof rootHash === 'string' &&
        fromHex(rootHash)?.length === 32)
        return { ok: true, treeHead: { size, rootHash } };
    return refuse('WRONG_TRUST', 'The tree head to trust needs a size and a root of 64 digits of hex.');
});
return { readTrustedHead };
})();

// ── index.ts
/** Proofs of the ledger's tally log: made of these hashes and messages, and verified without trusting who made them. */
export const { verifyAny } = anyModule;
export const { auditLinkHash } = auditLinkModule;
export const { fromBase64url, fromHex, isSameBytes, toBase64url, toHex } = bytesModule;
export const { verifyConsistencyProof } = consistencyModule;
export const { encode } = encodeModule;
export const { verifyTreeHead } = headModule;
export const { commitment, encodeAuditHeadLeaf, encodeLedgerTransactionLeaf, fieldSalt, hashLedgerTransactionLeaf, metadataValue } = leafModule;
export const { verifyLiabilityProof } = liabilityModule;
export const { verifyReceipt } = receiptModule;
export const { sha256 } = sha256Module;
export const { siblingsOf, sumLeaf, sumLevels, sumNode, sumPath, sumRootFromPath } = sumTreeModule;
export const { appendedNodes, consistencyPath, consistencyPathLength, inclusionPath, inclusionPathLength, leafHash, nodeHash, nodesReadBy, rootFromInclusion, rootOf, verifyConsistency, verifyInclusion } = treeModule;
export const { keyIdOf, liabilitiesMessage, treeHeadMessage } = treeHeadModule;
export const { readTrustedHead } = trustedHeadModule;
