const CREATIVE_COMMONS =
  /^https?:\/\/creativecommons\.org\/(licenses|publicdomain)\/([a-z+-]+)\/(\d\.\d)(\/[a-z]{2,3})?\/?$/;
const RIGHTS_STATEMENTS =
  /^https?:\/\/rightsstatements\.org\/(vocab|page)\/([A-Za-z-]+)\/(\d\.\d)\/?(\?.*)?$/;

/** The names that rightsstatements.org gives its statements. */
const STATEMENTS: Readonly<Record<string, string>> = {
  InC: 'In Copyright',
  'InC-OW-EU': 'In Copyright – EU Orphan Work',
  'InC-EDU': 'In Copyright – Educational Use Permitted',
  'InC-NC': 'In Copyright – Non-Commercial Use Permitted',
  'InC-RUU': 'In Copyright – Rights-holder(s) Unlocatable or Unidentifiable',
  'NoC-CR': 'No Copyright – Contractual Restrictions',
  'NoC-NC': 'No Copyright – Non-Commercial Use Only',
  'NoC-OKLR': 'No Copyright – Other Known Legal Restrictions',
  'NoC-US': 'No Copyright – United States',
  CNE: 'Copyright Not Evaluated',
  UND: 'Copyright Undetermined',
  NKC: 'No Known Copyright',
};

/**
 * A rights URI in the spelling that the two vocabularies use for themselves, with `http:`, which is what IIIF
 * wants; undefined if it is of neither.
 *
 * @see https://iiif.io/api/presentation/3.0/#rights
 */
export function parseRights(given: string): string | undefined {
  const commons = CREATIVE_COMMONS.exec(given.trim());
  if (commons) {
    const [, family, code, version, country = ''] = commons;
    return `http://creativecommons.org/${family}/${code}/${version}${country}/`;
  }
  const statement = RIGHTS_STATEMENTS.exec(given.trim());
  if (statement === null) return undefined;
  const [, , code = '', version] = statement;
  return code in STATEMENTS ? `http://rightsstatements.org/vocab/${code}/${version}/` : undefined;
}

/** What a rights URI is called by people; the URI itself where that is not known. */
export function nameRights(uri: string): string {
  const [, family, code = '', version, country = ''] = CREATIVE_COMMONS.exec(uri) ?? [];
  if (family === 'licenses')
    return `CC ${code.toUpperCase()} ${version}${country.replace('/', ' ').toUpperCase()}`;
  if (code === 'zero') return `CC0 ${version}`;
  if (code === 'mark') return `Public Domain Mark ${version}`;
  return STATEMENTS[RIGHTS_STATEMENTS.exec(uri)?.[2] ?? ''] ?? uri;
}
