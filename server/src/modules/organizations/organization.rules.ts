import { failure, Failure, type Problem } from "../core/index.ts";

/** OR-2: the given text fields must not be blank. All blanks are reported together. */
export function assertFilled<Fields extends object>(fields: Fields, names: readonly (keyof Fields & string)[]): void {
  const problems = names
    .filter((name) => String(fields[name] ?? "").trim() === "")
    .map((name): Problem => ({
      code: "REQUIRED",
      message: { en: "This is required.", ar: "هذا الحقل مطلوب." },
      field: [name],
    }));
  if (problems.length > 0) throw new Failure(problems);
}

/** OR-3: times are shown in a zone that really exists. */
export function assertTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw failure(
      "UNKNOWN_TIME_ZONE",
      "Use an IANA time zone, e.g. Asia/Riyadh.",
      "استخدم منطقة زمنية معروفة مثل Asia/Riyadh.",
      ["timeZone"],
    );
  }
}

const easternDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;

/** Arabic-Indic and Persian digits as ASCII digits. */
export function westernDigits(text: string): string {
  return text.replace(easternDigits, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/**
 * OR-4: a phone number in E.164, or null when it is none. Saudi ways of writing are understood:
 * 05…, 5…, 009665…, +966 5…, with spaces, dashes and Arabic-Indic digits.
 */
export function normalisePhone(text: string): string | null {
  const digits = westernDigits(text).replace(/[\s\-().\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  const international = digits.replace(/^00/, "+");
  if (/^\+9660?5\d{8}$/.test(international)) return `+966${international.slice(-9)}`;
  if (/^(966)?0?5\d{8}$/.test(international)) return `+966${international.slice(-9)}`;
  return /^\+[1-9]\d{7,14}$/.test(international) ? international : null;
}

/** OR-5: masks show enough to recognise a value one already knows, and no more. */
export function maskPhone(phone: string): string {
  return phone.length <= 4 ? "••••" : `••••••${phone.slice(-3)}`;
}

export function maskEmail(email: string): string {
  const [local = "", domain = ""] = email.split("@");
  return `${local.slice(0, 1)}•••@${domain}`;
}

export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${[...word][0] ?? ""}•••`)
    .join(" ");
}

export function maskId(id: string): string {
  return id.length <= 3 ? "•••" : `•••••••${id.slice(-3)}`;
}

export interface TreeNode {
  readonly id: string;
  readonly parentId: string | null;
}

/** OR-6: the department and everything below it. Ends even when the data hold a cycle. */
export function subtree(nodes: readonly TreeNode[], rootId: string): string[] {
  const children = Map.groupBy(nodes, (node) => node.parentId);
  const found = new Set<string>([rootId]);
  const open = [rootId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const child of children.get(id) ?? []) {
      if (!found.has(child.id)) {
        found.add(child.id);
        open.push(child.id);
      }
    }
  }
  return [...found];
}

/** The department, its parent, and so on up to the top. */
export function ancestors(nodes: readonly TreeNode[], id: string): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path: string[] = [];
  for (let at = byId.get(id); at && !path.includes(at.id); at = at.parentId ? byId.get(at.parentId) : undefined)
    path.push(at.id);
  return path;
}

/** Ids of the nodes that lie below themselves. */
export function loops(nodes: readonly TreeNode[]): Set<string> {
  const parentOf = new Map(nodes.map(({ id, parentId }) => [id, parentId]));
  const found = new Set<string>();
  const done = new Set<string>();
  for (const { id: start } of nodes) {
    const path: string[] = [];
    let at: string | null | undefined = start;
    for (; at && !done.has(at) && !path.includes(at); at = parentOf.get(at)) path.push(at);
    if (at && path.includes(at)) for (const id of path.slice(path.indexOf(at))) found.add(id);
    for (const id of path) done.add(id);
  }
  return found;
}
