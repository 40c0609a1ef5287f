// Runs axe-core, which was put into the same world before, and keeps what matters of its answer.
(async () => {
  const result = await axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
    // These have rules of their own.
    rules: { 'html-has-lang': { enabled: false }, 'document-title': { enabled: false } },
    resultTypes: ['violations'],
    iframes: false,
    // It would load the page's styles once more.
    preload: false,
  });
  return JSON.stringify(result.violations.slice(0, 30).map((violation) => ({
    id: violation.id,
    impact: violation.impact ?? 'minor',
    help: violation.help.slice(0, 200),
    count: violation.nodes.length,
    where: violation.nodes.slice(0, 3).map((node) => String(node.target[0]).slice(0, 100)),
    summary: (violation.nodes[0]?.any[0] ?? violation.nodes[0]?.all[0] ?? violation.nodes[0]?.none[0])?.message?.slice(0, 240) ?? '',
  })));
})()
