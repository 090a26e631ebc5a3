import type { LanguageMap } from '../../model/language.ts';
import { bestValue } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';

interface InLanguageProps {
  readonly map: LanguageMap;
  readonly otherwise?: string;
}

/** A text in its own language and direction, so that it is drawn, hyphenated and read out rightly. */
export function InLanguage({ map, otherwise = '' }: InLanguageProps) {
  const { language } = useLanguage();
  const best = bestValue(map, language);
  if (best === undefined) return <span dir="auto">{otherwise}</span>;
  return (
    <span dir="auto" lang={best.tag === 'none' ? undefined : best.tag}>
      {best.value}
    </span>
  );
}
