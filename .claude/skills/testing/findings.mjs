// Usage: findings.mjs REPORT. Prints a check's findings, one line each, errors first; status 1 when the check did not pass.
import { readFileSync } from "node:fs";

const text = readFileSync(process.argv[2], "utf8");
const report = read(text);
const findings = [...(report.findings ?? [])].sort((left, right) => left.severity.localeCompare(right.severity));
for (const { severity, rule, page, viewport, detail, cure } of findings) {
  const where = [page, viewport].filter(Boolean).join(" at ");
  console.log(`${severity} ${rule}${where ? ` on ${where}` : ""}: ${detail}${cure ? ` | cure: ${cure}` : ""}`);
}

console.log(report.passed ? "passed" : "not passed");
process.exit(report.passed ? 0 : 1);

// A check that could not be made says why instead of reporting.
function read(json) {
  try {
    return JSON.parse(json);
  } catch {
    console.log(json.trim() || "the check gave no report");
    return { passed: false };
  }
}
