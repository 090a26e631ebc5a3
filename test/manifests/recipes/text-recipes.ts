import { type Recipe, sideId } from '../../fixtures/recipe.ts';

const PAGE = { label: { none: ['1r'] } };
const PAGES = [PAGE, { label: { none: ['1v'] } }, { label: { none: ['2r'] } }, { label: { none: ['2v'] } }];

/** Recipes of the IIIF cookbook that are about what is said of an item, and of one page of it. */
export const TEXT_RECIPES: Readonly<Record<string, Recipe>> = {
  '0001-simplest-image': { item: { kind: 'poster' }, sides: [{}] },
  '0004-canvas-size': {
    item: { kind: 'poster' },
    sides: [{ canvasWidth: 2000, canvasHeight: 3000, scan: [4096, 6144], version: 2 }],
  },
  '0005-image-service': { item: { kind: 'poster' }, sides: [{ scan: [6000, 9000] }] },
  '0006-text-language': {
    item: {
      label: { ru: ['Ко всем рабочим'], 'ru-Latn': ['Ko vsem rabochim'], nl: ['Aan alle arbeiders'] },
      summary: { ar: ['إلى جميع العمال'], yi: ['צו אַלע אַרבעטער'], none: ['—'] },
      metadata: [
        { field: 'place', label: {}, value: { 'zh-Hant': ['上海'], 'zh-Latn-pinyin': ['Shànghǎi'] } },
        { field: null, label: { en: ['Script'], nl: ['Schrift'] }, value: { en: ['Cyrillic'] } },
      ],
    },
    sides: [PAGE],
  },
  '0007-string-formats': {
    item: {
      summary: { en: ['<p>A leaflet, <i>probably</i> by <a href="https://iisg.amsterdam/">IISH</a>.</p>'] },
      metadata: [
        { field: 'note', label: {}, value: { en: ['<span onclick="x()">8<sup>o</sup></span>'] } },
        { field: 'size', label: {}, value: { none: ['21 < 30 cm'] } },
        { field: 'maker', label: {}, value: { en: ['<unknown>'] } },
      ],
      requiredStatement: { en: ['<span>IISH<script>x()</script></span>'] },
    },
    sides: [PAGE],
  },
  '0008-rights': {
    item: {
      rights: 'http://rightsstatements.org/vocab/InC/1.0/',
      requiredStatement: { en: ['The heirs of the maker'], nl: ['De erven van de maker'] },
    },
    sides: [PAGE],
  },
  '0010-right-to-left': {
    item: {
      kind: 'pamphlet',
      label: { ar: ['إلى جميع العمال'] },
      viewingDirection: 'right-to-left',
    },
    sides: PAGES,
  },
  '0010-top-to-bottom': { item: { viewingDirection: 'top-to-bottom', behavior: 'continuous' }, sides: PAGES },
  '0011-individuals': { item: { kind: 'manuscript' }, sides: PAGES },
  '0011-continuous': { item: { behavior: 'continuous' }, sides: PAGES },
  '0029-metadata': {
    item: {
      metadata: [
        { field: 'writer', label: {}, value: { none: ['Karl Kautsky'] } },
        { field: 'addressee', label: {}, value: { none: ['Rosa Luxemburg'] } },
        { field: null, label: { nl: ['Bewaarplaats'] }, value: { nl: ['Depot 3'] } },
        { field: 'place', label: {}, value: { nl: [' '] } },
      ],
    },
    sides: [PAGE],
  },
  '0046-rendering': { item: {}, sides: PAGES, downloads: ['pdf', 'zip'] },
  '0047-homepage': {
    item: {
      links: [
        {
          relation: 'homepage',
          url: 'https://hdl.handle.net/10622/ARCH00860',
          label: { en: ['In the catalogue'], nl: ['In de catalogus'] },
          format: 'text/html',
          profile: '',
        },
        { relation: 'homepage', url: 'https://search.iisg.amsterdam/x', label: {}, format: '', profile: '' },
      ],
    },
    sides: [PAGE],
  },
  '0053-see-also': {
    item: {
      links: [
        {
          relation: 'seeAlso',
          url: 'https://hdl.handle.net/10622/ARCH00860?locatt=view:ead',
          label: { en: ['Finding aid'] },
          format: 'Application/XML',
          profile: 'urn:isbn:1-931666-22-9',
        },
        { relation: 'seeAlso', url: 'https://data.example.org/1', label: {}, format: 'xml', profile: '' },
      ],
    },
    sides: [PAGE],
  },
  '0117-thumbnails': { item: { kind: 'poster' }, sides: [{ scan: [5000, 8000] }, { scan: [300, 200] }] },
  '0118-multiple-values': {
    item: {
      label: { nl: ['Aan alle arbeiders', 'Aan alle arbeidsters'], en: ['To all workers'] },
      metadata: [
        { field: 'maker', label: {}, value: { none: ['Meyer Bleekrode', 'Fré Cohen'], nl: ['onbekend'] } },
      ],
    },
    sides: [PAGE],
  },
  '0202-start': { item: { startSurfaceId: sideId(3) }, sides: PAGES },
  '0230-nav-date': { item: { date: '1917-05' }, sides: [PAGE] },
  '0230-date-in-own-words': {
    item: {
      date: '1917~/1919',
      metadata: [{ field: 'date', label: {}, value: { nl: ['tijdens de oorlog'] } }],
    },
    sides: [PAGE],
  },
  '0232-canvas-thumbnails': { item: { kind: 'pamphlet' }, sides: [...PAGES, { scan: [9000, 3000] }] },
  '0234-provider': {
    item: {},
    sides: [PAGE],
    env: { RECTO_INSTITUTION_LOGO: 'https://archive.example.org/logo.PNG' },
  },
};
