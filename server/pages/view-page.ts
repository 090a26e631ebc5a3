import { nameRights } from '../../manifests/rights.ts';
import { directionOf, type LanguageMap } from '../../model/language.ts';
import { type Html, html } from '../http/html.ts';
import { type PageLanguage, wordsIn } from './view-words.ts';

/** What the page shows of a manifest. */
export interface ShownManifest {
  readonly id: string;
  readonly label: LanguageMap;
  readonly summary?: LanguageMap;
  readonly rights?: string;
  readonly requiredStatement?: { readonly value: LanguageMap };
  readonly metadata?: readonly { readonly label: LanguageMap; readonly value: LanguageMap }[];
  readonly thumbnail?: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly homepage: readonly { readonly id: string }[];
  readonly items: readonly unknown[];
}

/** Whose page it is, and in which language it speaks. */
export interface PageFrame {
  readonly language: PageLanguage;
  readonly institution: { readonly name: string; readonly url: string | undefined };
}

/** A text, and the language that it is in. */
interface Saying {
  readonly text: string;
  readonly language: string;
}

/** What stands on the page of an item beside its manifest. */
export interface BesideManifest {
  /** Said above it: that it is a draft, or withdrawn. */
  readonly notice: 'draft' | 'withdrawn' | undefined;
  /** The item as search engines read it, as JSON; undefined for what is not for them. */
  readonly schema: string | undefined;
}

/** The page of an item. */
export function renderItemPage(
  manifest: ShownManifest,
  frame: PageFrame,
  { notice, schema }: BesideManifest,
): string {
  const words = wordsIn(frame.language);
  const [thumbnail] = manifest.thumbnail ?? [];
  const title = sayIn(manifest.label, frame.language);
  const head = html`
    <meta property="og:title" content="${title.text}">
    ${thumbnail && html`<meta property="og:image" content="${thumbnail.id}">`}
    <link rel="alternate" type="application/ld+json" href="${manifest.id}">
    ${schema === undefined ? null : embedData(schema)}
    <script src="/vendor/mirador.min.js" defer></script>
    <script src="/pages/view.js" defer></script>`;
  const body = html`
    ${notice && html`<p class="notice" role="status">${notice === 'draft' ? words.draft : words.withdrawnDraft}</p>`}
    <h1${langOf(title, frame)}>${title.text}</h1>
    <a class="skip" href="#about">${words.skip}</a>
    <section id="viewer" class="viewer" aria-label="${words.viewer}" data-manifest="${manifest.id}" data-language="${frame.language}">
      ${thumbnail && html`<figure><img src="${thumbnail.id}" width="${thumbnail.width}" height="${thumbnail.height}" alt="${title.text}"></figure>`}
      <p class="quiet" data-when="script">${words.loading}</p>
      <noscript><p class="quiet">${words.noScript}</p></noscript>
    </section>
    <section id="about" class="about" tabindex="-1">
      ${describe(manifest, frame)}
      ${shareManifest(manifest, frame)}
    </section>`;
  return renderPage(frame, { title: title.text, head, body });
}

/** What is known of why something is closed: the day on which it opens, in words, and the reason as somebody wrote it. */
export interface ClosedWords {
  readonly day: string | null;
  readonly reason: string;
}

/** The page of what is closed. Who wrote the reason did not say in which language. */
export function renderClosedPage(frame: PageFrame, closing: ClosedWords = { day: null, reason: '' }): string {
  const words = wordsIn(frame.language);
  const { day, reason } = closing;
  const title = day === null ? words.closed : words.closedUntil(day);
  const said = reason === '' ? html`<p>${words.closedDetail}</p>` : html`<p dir="auto">${reason}</p>`;
  const opens = day === null ? html`` : html`<p>${words.opensOn(day)}</p>`;
  return renderPage(frame, {
    title,
    head: html``,
    body: html`<section class="words"><h1>${title}</h1>${said}${opens}</section>`,
  });
}

/** The page of what is not there. */
export function renderMissingPage(frame: PageFrame): string {
  const words = wordsIn(frame.language);
  return renderWords(frame, words.missing, words.missingDetail);
}

/** A page that says one thing. */
export function renderWords(frame: PageFrame, title: string, detail: string): string {
  const body = html`<section class="words"><h1>${title}</h1><p>${detail}</p></section>`;
  return renderPage(frame, { title, head: html``, body });
}

/** Data in a page: no browser runs it, and nothing in it can end it. */
function embedData(json: string): Html {
  return { html: `<script type="application/ld+json">${json.replaceAll('<', '\\u003c')}</script>` };
}

function describe(manifest: ShownManifest, frame: PageFrame): Html {
  const words = wordsIn(frame.language);
  const summary = manifest.summary && sayIn(manifest.summary, frame.language);
  const rows = (manifest.metadata ?? []).map(({ label, value }) =>
    row(sayIn(label, frame.language).text, say(sayIn(value, frame.language), frame)),
  );
  const attribution = manifest.requiredStatement && sayIn(manifest.requiredStatement.value, frame.language);
  const { rights } = manifest;
  return html`<div class="facts">
      ${summary && html`<p class="summary"${langOf(summary, frame)}>${summary.text}</p>`}
      <dl>
        ${rows}
        ${row(words.pages, html`${manifest.items.length}`)}
        ${rights && row(words.rights, html`<a href="${rights}" rel="license">${nameRights(rights)}</a>`)}
        ${attribution && row(words.attribution, say(attribution, frame))}
      </dl>
    </div>`;
}

/** @see https://iiif.io/api/cookbook/recipe/0599-drag-and-drop/ */
function shareManifest({ id, homepage }: ShownManifest, frame: PageFrame): Html {
  const words = wordsIn(frame.language);
  const page = homepage[0]?.id ?? id;
  return html`<div class="share">
      <a class="drag" href="${page}?manifest=${id}" title="${words.dragHint}">
        <img src="/pages/iiif.svg" width="36" height="32" alt="IIIF"></a>
      <label for="manifest">${words.manifest}</label>
      <div class="copy">
        <input id="manifest" type="text" readonly value="${id}">
        <button type="button" id="copy" data-copied="${words.copied}">${words.copy}</button>
      </div>
      <p class="quiet">${words.dragHint}</p>
    </div>`;
}

/** A page of the public's, whole. */
export function renderPage(
  { language, institution }: PageFrame,
  page: { readonly title: string; readonly head: Html; readonly body: Html },
): string {
  const { name, url } = institution;
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${page.title} · ${name}</title>
    <link rel="icon" type="image/svg+xml" href="/pages/recto.svg">
    <link rel="stylesheet" href="/pages/view.css">
    ${page.head}
  </head>
  <body>
    <header>${url === undefined ? html`<span>${name}</span>` : html`<a href="${url}">${name}</a>`}</header>
    <main>${page.body}</main>
  </body>
</html>
`.html;
}

function row(term: string, value: Html): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function say(saying: Saying, frame: PageFrame): Html {
  return html`<span${langOf(saying, frame)}>${saying.text}</span>`;
}

/** Says which language a text is in where it is not the page's, so that it is read out and set the right way round. */
export function langOf({ language }: Saying, frame: PageFrame): Html {
  if (language === frame.language) return html``;
  return language === 'none' ? html` dir="auto"` : html` lang="${language}" dir="${directionOf(language)}"`;
}

/** A text in the language that is wanted, else in the first that there is. */
export function sayIn(map: LanguageMap, wanted: string): Saying {
  const tags = Object.keys(map);
  const language =
    tags.find((tag) => tag === wanted) ?? tags.find((tag) => tag.startsWith(`${wanted}-`)) ?? tags[0];
  return { language: language ?? 'none', text: (map[language ?? 'none'] ?? []).join('\n') };
}
