let reader: HTMLTextAreaElement | undefined;

/** Text with what it writes as entities (`&amp;`, `&eacute;`, `&#8217;`) as the characters they stand for. */
export function decoded(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]*);/gi, (entity) => {
    // In this element nothing but entities means anything.
    reader ??= document.createElement('textarea');
    reader.innerHTML = entity;
    return reader.value;
  });
}
