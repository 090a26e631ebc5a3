import type { LanguageMap } from '../../model/language.ts';
import type { Random } from '../defects/random.ts';

/** Words of titles in an archive of social history, some in nearly every title and most in few. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  nl: 'aan alle arbeiders staking spoorwegstaking vergadering oproep vakbond brief van het bestuur verkiezing optocht krant jaarverslag notulen strijd vrede solidariteit werkloosheid huisvesting vrouwen jeugd haven textiel diamantbewerkers'.split(
    ' ',
  ),
  de: 'aufruf an die arbeiter flugblatt versammlung bundesarbeitsgemeinschaft genossen streik gewerkschaft protokoll kongress internationale frieden wahlrecht maifeier'.split(
    ' ',
  ),
  fr: 'appel aux travailleurs affiche grève générale syndicat congrès lettre commune ouvriers liberté cahier'.split(
    ' ',
  ),
  ru: 'письмо товарищам рабочие стачка союз листовка газета совет революция воззвание съезд крестьяне'.split(
    ' ',
  ),
  ar: 'نداء إلى العمال إضراب نقابة منشور رسالة مؤتمر حرية'.split(' '),
  'zh-Hans': '全世界无产者联合起来 劳动节 工人 罢工 传单 农民协会 革命 学习 大会'.split(' '),
};
const LANGUAGES = Object.keys(WORDS);
const NAMES =
  'Jansen Bakker Visser Kautsky Bebel Plechanow Luxemburg Nieuwenhuis Troelstra Roland Pannekoek Gorter Liebknecht Zetkin Adler Vandervelde Guesde Jaurès Axelrod Martov'.split(
    ' ',
  );

function pickOf(random: Random, list: readonly string[]): string {
  return list[random.int(0, list.length - 1)] ?? '';
}

/** A title of three to nine words in one language, the first words of each list the most frequent. */
export function titleOf(random: Random): LanguageMap {
  const language = pickOf(random, LANGUAGES);
  const words = WORDS[language] ?? [];
  const count = random.int(3, 9);
  const title = Array.from(
    { length: count },
    () => words[Math.floor(words.length * random.next() ** 2)] ?? '',
  );
  return { [language]: [`${title.join(' ')} ${random.int(1848, 1989)}`] };
}

/** A person's name, of some thousands. */
export function nameOf(random: Random): string {
  return `${pickOf(random, NAMES)}-${pickOf(random, NAMES)}, ${pickOf(random, NAMES).slice(0, 1)}.${random.int(1, 30)}`;
}

/** What people look for: frequent words and rare ones, beginnings, references, several scripts. */
export const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'a frequent word': ['arbeiders', 'brief', 'aufruf'],
  'the beginning of a word': ['arb', 'sta', 'ver'],
  'two words': ['arbeiders staking', 'письмо товарищам', 'appel travailleurs'],
  'part of a long word': ['staking', 'gemeinschaft', 'bewerkers'],
  'a reference': ['BENCH00860', 'bench 31415', 'BENCH59000'],
  'Chinese and Arabic': ['无产者', '劳动', 'العمال'],
  'what nothing has': ['onvindbaar', 'xyzzy'],
};
