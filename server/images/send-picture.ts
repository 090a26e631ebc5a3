import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { costOf } from '../../image/cost.ts';
import type { RenderPlan } from '../../image/plan.ts';
import { Fault } from '../../model/fault.ts';
import { isNotModified } from '../http/conditional.ts';
import { keepPace } from '../http/pace.ts';
import { type Errand, hasBody } from '../http/pass-on.ts';
import { ASKS_IF_KEPT, asksIfKept, keptHeader, keptIn } from '../http/peer.ts';
import { askedRange, type BytePart, formatContentRange } from '../http/range.ts';
import { isBusy, type Problem } from '../problems.ts';
import type { Took } from './measures.ts';
import type { PreparedPicture, StoredTile } from './pictures.ts';
import { readPack } from './read-pack.ts';
import { laneOf, type RenderLane, renderLimits, requireMemory } from './render-limits.ts';
import { type MadeImage, patienceOf } from './renders.ts';
import { type Asked, type ImageServing, PassOn, privacyOf, type RawHeaders, send } from './serving.ts';

/** What is no larger is handed to the system at once: tiles, and the listed sizes, whose bytes are held once for all. */
const AT_ONCE_BYTES = 1_048_576;
/** What is no larger has gone to the system before a client could be slow. */
const UNPACED_BYTES = 262_144;
const PIECE_BYTES = 131_072;

const CACHE_OF = { cache: 'hit', made: 'made', joined: 'joined' } as const satisfies Record<
  MadeImage['from'],
  string
>;

/**
 * Answers with a picture: whole, in part, or not at all where the client has it already. What is in memory is sent
 * before this returns.
 */
export function sendPicture(serving: ImageServing, asked: Asked, picture: PreparedPicture): void {
  const { req, res, startedMs } = asked;
  const { from } = picture;
  const plan = from.kind;
  if (isNotModified(req.headers, picture.etag, picture.modifiedAt)) {
    send(res, 304, picture.unchanged);
    serving.note({ plan, status: 304, startedMs });
  } else if (req.method === 'HEAD') {
    if (from.kind === 'render') requireMemory(from, picture.image.index, renderLimits(serving.config));
    send(res, 200, picture.whole);
    serving.note({ plan, status: 200, startedMs });
  } else if (from.kind === 'tile') {
    sendTile(serving, asked, { picture, tile: from });
  } else {
    sendRender(serving, asked, { picture, plan: from }).catch((thrown) => serving.fail(asked, thrown));
  }
}

/** HTTP has a status of its own for this, and faults do not. */
export class NoSuchPart extends Error {
  readonly problem: Problem;
  constructor(sizeBytes: number) {
    super('The picture does not have these bytes.');
    const headers = { 'Content-Range': formatContentRange(undefined, sizeBytes) };
    this.problem = { status: 416, code: 'bad-request', detail: this.message, headers };
  }
}

function sendTile(
  serving: ImageServing,
  asked: Asked,
  { picture, tile }: { picture: PreparedPicture; tile: StoredTile },
): void {
  const { packKey, key, offset, length } = tile;
  const kept = serving.tiles.get(key);
  if (kept !== undefined) {
    sendBytes(serving, asked, { picture, bytes: kept, cache: 'memory' });
    return;
  }
  serving.tiles
    .read(key, () => readPack(serving.objects, packKey, { offset, length }))
    .then((bytes) => sendBytes(serving, asked, { picture, bytes, cache: 'pack' }))
    .catch((thrown) => serving.fail(asked, thrown));
}

function sendBytes(
  serving: ImageServing,
  asked: Asked,
  { picture, bytes, cache }: { picture: PreparedPicture; bytes: Buffer; cache: 'memory' | 'pack' },
): void {
  const { res, startedMs } = asked;
  const { status, headers, part } = headOf(asked, picture, bytes.length);
  const took: Took = { plan: 'tile', status, cache, sentBytes: part.length, startedMs };
  const body = part.length === bytes.length ? bytes : bytes.subarray(part.offset, part.offset + part.length);
  if (body.length > AT_ONCE_BYTES) {
    stream(serving, asked, { status, headers, body: Readable.from(piecesOf(body)), took });
  } else {
    send(res, status, headers, body);
    if (body.length > UNPACED_BYTES) keepPace(res);
    serving.note(took);
  }
}

/** A picture that stands in no pack. */
interface Drawing {
  readonly picture: PreparedPicture;
  readonly plan: RenderPlan;
}

async function sendRender(serving: ImageServing, asked: Asked, drawing: Drawing): Promise<void> {
  const made = await obtain(serving, asked, drawing);
  // Of what not everybody may see, the headers are for this process to write.
  if (made.isKept && asksIfKept(asked.req) && drawing.picture.image.visibility === 'public') {
    await made.close();
    send(asked.res, 204, keptHeader(`${made.lane} ${made.from}`));
    return;
  }
  return sendMade(serving, asked, { picture: drawing.picture, made });
}

async function sendMade(
  serving: ImageServing,
  asked: Asked,
  { picture, made }: { picture: PreparedPicture; made: MadeImage },
): Promise<void> {
  try {
    const { status, headers, part } = headOf(asked, picture, made.sizeBytes);
    const took: Took = {
      plan: 'render',
      status,
      lane: made.lane,
      cache: CACHE_OF[made.from],
      sentBytes: part.length,
      startedMs: asked.startedMs,
    };
    stream(serving, asked, { status, headers, body: made.read(part), took });
  } catch (thrown) {
    await made.close();
    throw thrown;
  }
}

async function obtain(serving: ImageServing, asked: Asked, drawing: Drawing): Promise<MadeImage> {
  const { renders, refusals, config } = serving;
  const { picture, plan } = drawing;
  const { res } = asked;
  const { image } = picture;
  if (refusals === undefined) return renders.render(plan, image, patienceOf(res));
  const found = await renders.find(plan, image);
  if (found !== undefined) return found;
  if (res.destroyed) throw new Fault('busy', 'The client has hung up.');
  const limits = renderLimits(config);
  const cost = costOf(plan, image.index);
  requireMemory(plan, image.index, limits, cost);
  const lane = laneOf(plan, cost, limits);
  refusals.check(lane);
  throw new PassOn(errandFor(serving, asked, drawing, lane));
}

/**
 * What is made elsewhere comes to this process through the cache if it can: the process that makes pictures need not
 * send them too.
 */
function errandFor(serving: ImageServing, asked: Asked, drawing: Drawing, lane: RenderLane): Errand {
  return {
    headers: hasBody(asked.req) ? [] : [ASKS_IF_KEPT],
    answered(status, headers) {
      if (isBusy(status, headers)) serving.refusals?.note(lane);
      const kept = keptIn(headers);
      if (kept === undefined) return false;
      sendKept(serving, asked, drawing, kept).catch((thrown) => serving.fail(asked, thrown));
      return true;
    },
  };
}

/** @param kept where it waited and whence it came, as `sendRender` says it */
async function sendKept(
  serving: ImageServing,
  asked: Asked,
  { picture, plan }: Drawing,
  kept: string,
): Promise<void> {
  // It may have been withdrawn while it was made.
  await privacyOf(serving, asked.req, await serving.sources.open(picture.image.source));
  const found = await serving.renders.find(plan, picture.image, true);
  // It was driven out in this very moment.
  if (found === undefined) throw new PassOn();
  const [lane, from] = kept.split(' ') as [MadeImage['lane'], MadeImage['from']];
  return sendMade(serving, asked, { picture, made: { ...found, lane, from } });
}

interface Head {
  readonly status: 200 | 206;
  readonly headers: RawHeaders;
  readonly part: BytePart;
}

/** @throws NoSuchPart where a part is asked for that it has not */
function headOf({ req }: Asked, picture: PreparedPicture, sizeBytes: number): Head {
  const { headers, etag, lastModified } = picture;
  const asked =
    req.headers.range === undefined ? 'whole' : askedRange(req.headers, { sizeBytes, etag, lastModified });
  if (asked === 'nowhere') throw new NoSuchPart(sizeBytes);
  if (asked !== 'whole') {
    const range = [
      'Content-Range',
      formatContentRange(asked, sizeBytes),
      'Content-Length',
      String(asked.length),
    ];
    return { status: 206, headers: [...headers, ...range], part: asked };
  }
  const whole = headers === picture.whole ? [...headers, 'Content-Length', String(sizeBytes)] : picture.whole;
  return { status: 200, headers: whole, part: { offset: 0, length: sizeBytes } };
}

interface Streamed {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: Readable;
  readonly took: Took;
}

/** A client that hangs up, or reads too slowly, closes what it is sent from. */
function stream(serving: ImageServing, asked: Asked, { status, headers, body, took }: Streamed): void {
  const { res } = asked;
  res.writeHead(status, [...headers]);
  keepPace(res);
  pipeline(body, res).then(
    () => serving.note(took),
    (thrown) => serving.fail(asked, thrown),
  );
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}
