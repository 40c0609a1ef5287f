import { type CountryCode, getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface Country {
  code: CountryCode;
  name: string;
  dial: string;
}

/** All countries, by their names in the reader's language. */
export function countries(languages: readonly string[] = navigator.languages): Country[] {
  const names = new Intl.DisplayNames([...languages], { type: 'region' });
  return getCountries()
    .map((code) => ({ code, name: names.of(code) ?? code, dial: `+${getCountryCallingCode(code)}` }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** The country the browser's language speaks of, else the United States. */
export function ownCountry(languages: readonly string[] = navigator.languages): CountryCode {
  const known = new Set<string>(getCountries());
  const region = languages.map((language) => new Intl.Locale(language).maximize().region ?? '').find((code) => known.has(code));
  return (region as CountryCode | undefined) ?? 'US';
}

/** The number in the international form, with the country it belongs to; null when it is none. */
export function readPhone(text: string, country: CountryCode): { phone: string; country: CountryCode } | null {
  const number = parsePhoneNumberFromString(text.trim(), country);
  return number?.isValid() ? { phone: number.formatInternational(), country: number.country ?? country } : null;
}
