import type { Request, Response } from 'express';
import { Fault } from '../../model/fault.ts';
import { answerProblem } from '../problems.ts';

/**
 * The edition that a change was made on, from `If-Match`. Without one the answer is 428, and has been given.
 *
 * @param noun what is changed
 * @returns undefined where the request has been answered.
 * @throws Fault('bad-request') where it is no edition.
 * @see https://www.rfc-editor.org/rfc/rfc6585#section-3
 */
export function readEdition(req: Request, res: Response, noun = 'item'): number | undefined {
  const tag = req.headers['if-match'];
  if (tag === undefined) {
    const detail = `Say with If-Match which edition of the ${noun} this is a change of (its ETag).`;
    answerProblem(req, res, { status: 428, code: 'conflict', detail });
    return undefined;
  }
  const edition = /^"([1-9]\d{0,9})"$/.exec(tag.trim())?.[1];
  if (edition === undefined)
    throw new Fault(
      'bad-request',
      `If-Match is not the ETag of ${noun === 'item' ? 'an item' : `a ${noun}`}.`,
    );
  return Number(edition);
}

/** The answer where somebody else was first. */
export function answerStale(req: Request, res: Response): void {
  const detail = 'Somebody else has changed this item meanwhile. Look at it again before you change it.';
  answerProblem(req, res, { status: 412, code: 'conflict', detail });
}
