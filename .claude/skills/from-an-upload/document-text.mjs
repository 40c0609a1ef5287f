// Usage: document-text.mjs FILE. Prints the words of a .docx, .doc or .txt file.
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { inflateRawSync } from "node:zlib";

const limit = 50_000_000;
const file = process.argv[2];
const bytes = readFileSync(file);
const kind = extname(file).toLowerCase();
const text = kind === ".docx" ? wordsOfDocx(bytes) : kind === ".doc" ? wordsOfDoc(bytes) : bytes.toString("utf8");
console.log(`\n# ${file}\n${text.trim()}`);

// A .docx is a zip; the central directory at its end says where each file begins.
function wordsOfDocx(zip) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) {
    throw new Error(`${file} is no Word document.`);
  }

  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    if (name === "word/document.xml") {
      return wordsOfXml(unpack(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 10)));
    }

    at += 46 + nameLength + extraLength + commentLength;
  }

  throw new Error(`${file} has no text.`);
}

function unpack(zip, header, length, method) {
  const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(from, from + length);
  return (method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: limit })).toString("utf8");
}

function wordsOfXml(xml) {
  return xml
    .replace(/<w:tab\/?>/g, "\t")
    .replace(/<\/w:tc>/g, " | ")
    .replace(/<w:br[^>]*>|<\/w:p>|<\/w:tr>/g, "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&");
}

// The old format keeps its words in one or two bytes a character, among much else: runs of letters are taken out.
function wordsOfDoc(doc) {
  const wide = doc.toString("utf16le").match(/[\p{L}\p{N}\p{P}\p{Zs}\r]{12,}/gu) ?? [];
  const narrow = doc.toString("latin1").match(/[\x20-\x7e\xa0-\xff\r\t]{12,}/g) ?? [];
  const words = (runs) => runs.filter((run) => /[a-z]{3,} [a-z]{2,}/i.test(run)).join("\n").replace(/\r/g, "\n");
  return [words(narrow), words(wide)].sort((left, right) => right.length - left.length)[0];
}
