import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Config, institutionOf } from '../../runtime/config.ts';
import { wishFor } from '../http/accept.ts';
import { html } from '../http/html.ts';
import { wholeDayOf } from '../items/closed.ts';
import type { PublishedName, Withdrawal, Withdrawn } from '../items/withdrawn.ts';
import { langOf, type PageFrame, renderPage, sayIn } from './view-page.ts';
import { type PageLanguage, wordsIn } from './view-words.ts';

/** The page holds words and links alone, wherever it is sent from. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

/** Whether whoever asks reads pages more than anything else: not a program, and not a page that shows a picture. */
export function readsPages({ headers }: IncomingMessage): boolean {
  const page = wishFor('text/html', headers.accept ?? '');
  return page.exactness >= 2 && page.weight >= wishFor('application/json', headers.accept ?? '').weight;
}

/**
 * Answers a person who asks for what was withdrawn: 410, and a page that says what it was, when and why it went, and
 * where it is now. Works on Express and on plain node responses.
 */
export function answerGonePage(
  { config }: { readonly config: Config },
  { req, res }: { readonly req: IncomingMessage; readonly res: ServerResponse },
  { withdrawal }: Withdrawn,
): void {
  const language = languageFor(req);
  const page = renderGonePage({ language, institution: institutionOf(config) }, withdrawal, config);
  const body = Buffer.from(page);
  res.statusCode = 410;
  res.setHeader('Vary', 'Accept, Accept-Language');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Security-Policy', POLICY);
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Whether Dutch is wanted more than English, whatever the region. */
function languageFor({ headers }: IncomingMessage): PageLanguage {
  const wanted = (headers['accept-language'] ?? '').replace(/-[\w-]+/g, '');
  return wishFor('nl', wanted).weight > wishFor('en', wanted).weight ? 'nl' : 'en';
}

function renderGonePage(
  frame: PageFrame,
  withdrawal: Withdrawal,
  { RECTO_TIME_ZONE: timeZone }: Pick<Config, 'RECTO_TIME_ZONE'>,
): string {
  const words = wordsIn(frame.language);
  const said = sayIn(withdrawal.statement, frame.language);
  const { movedTo } = withdrawal;
  const body = html`<section class="words">
      <h1>${words.gone}</h1>
      <p>${words.goneName} ${nameOf(withdrawal, frame)}.</p>
      ${said.text === '' ? html`<p>${words.goneDetail}</p>` : html`<p${langOf(said, frame)}>${said.text}</p>`}
      ${movedTo && html`<p>${words.goneTo} <a href="${movedTo.viewer}">${nameOf(movedTo, frame)}</a></p>`}
      <p class="quiet">${words.goneOn(wholeDayOf(withdrawal.at, { timeZone, language: frame.language }))}</p>
    </section>`;
  return renderPage(frame, { title: words.gone, head: html``, body });
}

/** What it was called, and its reference where that says something else. */
function nameOf({ title, reference }: PublishedName, frame: PageFrame) {
  const named = sayIn(title, frame.language);
  if (named.text === '' || named.text === reference) return html`<bdi>${reference}</bdi>`;
  return html`<cite${langOf(named, frame)}>${named.text}</cite> (<bdi>${reference}</bdi>)`;
}
