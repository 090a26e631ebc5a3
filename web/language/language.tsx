import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { Message } from '../../model/finding.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import type { InterfaceLanguage, Messages } from './messages.ts';

const TABLES = { en: english, nl: dutch } as const satisfies Record<InterfaceLanguage, Messages>;
const REMEMBERED = 'recto:language';

interface LanguageTools {
  readonly language: InterfaceLanguage;
  readonly text: Messages;
  readonly choose: (language: InterfaceLanguage) => void;
}

const LanguageContext = createContext<LanguageTools>({ language: 'en', text: english, choose: () => {} });

function firstLanguage(): InterfaceLanguage {
  const chosen = window.localStorage.getItem(REMEMBERED);
  if (chosen === 'en' || chosen === 'nl') return chosen;
  return navigator.language.toLowerCase().startsWith('nl') ? 'nl' : 'en';
}

/** Gives every screen its words: the browser's language at first, then what was chosen. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const tools = useMemo(() => {
    const choose = (chosen: InterfaceLanguage) => {
      window.localStorage.setItem(REMEMBERED, chosen);
      setLanguage(chosen);
    };
    return { language, text: TABLES[language], choose };
  }, [language]);
  return <LanguageContext value={tools}>{children}</LanguageContext>;
}

/** The language of the interface, and how to change it. */
export function useLanguage(): LanguageTools {
  return use(LanguageContext);
}

/** The sentences of the interface, in its language. */
export function useText(): Messages {
  return use(LanguageContext).text;
}

/** A finding's sentence in the language of the interface. */
export function useMessage(): (message: Message) => string {
  const { language } = use(LanguageContext);
  return (message) => message[language] || message.en;
}
