import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalogues } from './catalogues.ts';
import { en as appEn } from './messages.en.ts';
import { vi as appVi } from './messages.vi.ts';
import { en as componentsEn } from '../components/messages.en.ts';
import { vi as componentsVi } from '../components/messages.vi.ts';

export type Language = 'vi' | 'en';
const STORED = 'mot-cua:language';

/** Vietnamese unless the person chose otherwise on this machine. */
function chosenLanguage(): Language {
  return globalThis.localStorage.getItem(STORED) === 'en' ? 'en' : 'vi';
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: chosenLanguage(),
    fallbackLng: 'vi',
    ns: ['app', 'components'],
    defaultNS: 'app',
    resources: { vi: { app: appVi, components: componentsVi }, en: { app: appEn, components: componentsEn } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
}

/** A feature brings its own texts with its route, so the first page does not carry them all. */
export function addCatalogue<N extends keyof Catalogues>(namespace: N, texts: { vi: Catalogues[N]; en: object }): void {
  i18next.addResourceBundle('vi', namespace, texts.vi, true, true);
  i18next.addResourceBundle('en', namespace, texts.en, true, true);
}

export async function chooseLanguage(language: Language): Promise<void> {
  globalThis.localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
