import type { Comparison, Condition, SurveyQuestion } from "./survey-definition.ts";
import { OPERATORS } from "./survey-definition.ts";
import { codesOf, operatorsOf, scaleOf } from "./survey-question.ts";
import { canBeReached } from "./survey.reachability.ts";
import type { Finding, Pointer } from "./survey.findings.ts";

const MAX_DEPTH = 8;

interface Reading {
  findings: Finding[];
  comparisons: Comparison[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Conditions come in as JSON, so nothing about their shape is known. */
function read(value: unknown, at: Pointer, depth: number): Reading {
  const bad: Reading = { findings: [{ code: "BAD_CONDITION", pointer: at }], comparisons: [] };
  if (!isRecord(value) || depth > MAX_DEPTH) return bad;
  const keys = Object.keys(value);
  for (const key of ["all", "any"] as const) {
    if (!(key in value)) continue;
    const parts = value[key];
    if (keys.length !== 1 || !Array.isArray(parts) || parts.length === 0) return bad;
    const readings = parts.map((part, i) => read(part, [...at, key, String(i)], depth + 1));
    return {
      findings: readings.flatMap((one) => one.findings),
      comparisons: readings.flatMap((one) => one.comparisons),
    };
  }
  const { questionId, op, value: wanted } = value;
  const values: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  const isPlain = values.every((one) => typeof one === "string" || typeof one === "number");
  if (typeof questionId !== "string" || !isPlain) return bad;
  if (!(OPERATORS as readonly unknown[]).includes(op))
    return { findings: [{ code: "BAD_OPERATOR", pointer: [...at, "op"] }], comparisons: [] };
  return { findings: [], comparisons: [value as unknown as Comparison] };
}

function comparisonFindings({ op, value }: Comparison, target: SurveyQuestion, at: Pointer): Finding[] {
  if (!operatorsOf(target).includes(op)) return [{ code: "BAD_OPERATOR", pointer: at }];
  const isList = Array.isArray(value);
  if (isList !== (op === "in") || (isList && value.length === 0)) return [{ code: "BAD_VALUE", pointer: at }];
  const scale = scaleOf(target);
  const codes = codesOf(target);
  for (const one of [value].flat()) {
    if (scale === null && !(typeof one === "string" && codes.includes(one)))
      return [{ code: "UNKNOWN_OPTION", pointer: at }];
    if (scale !== null && !(Number.isInteger(one) && Number(one) >= scale.min && Number(one) <= scale.max)) {
      return [{ code: "BAD_VALUE", pointer: at }];
    }
  }
  return [];
}

/** SV-4, SV-5. */
export function conditionProblems(questions: readonly SurveyQuestion[]): Finding[] {
  const position = new Map(questions.map((question, i) => [question.id, i]));
  const looksAt = new Map<string, string[]>();
  const findings: Finding[] = [];
  questions.forEach((question, i) => {
    if (!question.showWhen) return;
    const at = ["questions", String(i), "showWhen"];
    const reading = read(question.showWhen, at, 1);
    findings.push(...reading.findings);
    for (const comparison of reading.comparisons) {
      const target = questions[position.get(comparison.questionId) ?? -1];
      if (target === undefined) findings.push({ code: "UNKNOWN_QUESTION", pointer: at });
      else findings.push(...comparisonFindings(comparison, target, at));
    }
    looksAt.set(
      question.id,
      reading.comparisons.map((comparison) => comparison.questionId),
    );
  });
  questions.forEach((question, i) => {
    const at = ["questions", String(i), "showWhen"];
    const targets = looksAt.get(question.id) ?? [];
    if (leadsBack(question.id, looksAt)) findings.push({ code: "CYCLE", pointer: at });
    else if (targets.some((id) => (position.get(id) ?? -1) > i))
      findings.push({ code: "FORWARD_REFERENCE", pointer: at });
  });
  // Whether a question can be reached is only worth asking once every condition can be read.
  return findings.length > 0 ? findings : unreachable(questions);
}

function leadsBack(start: string, looksAt: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const waiting = [...(looksAt.get(start) ?? [])];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === start) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(looksAt.get(id) ?? []));
  }
  return false;
}

function unreachable(questions: readonly SurveyQuestion[]): Finding[] {
  return questions.flatMap((question, i): Finding[] => {
    if (!question.isRequired || !question.showWhen) return [];
    const pointer = ["questions", String(i), "showWhen"];
    const answer = canBeReached(question.showWhen as Condition, questions);
    if (answer === "YES") return [];
    return [{ code: answer === "NO" ? "UNREACHABLE_REQUIRED" : "TOO_COMPLEX", pointer }];
  });
}
