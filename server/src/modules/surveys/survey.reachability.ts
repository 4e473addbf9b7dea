import { compares } from "./survey.branching.ts";
import type { SpokenValue } from "./survey.branching.ts";
import type { Condition, FormQuestion } from "./survey-definition.ts";
import { codesOf, isNotApplicableCode, scaleOf } from "./survey-question.ts";

/** Steps of the search; real surveys need a few dozen. */
const BUDGET = 50_000;

/**
 * Everything a patient can say on a question. Of several choices the largest set is enough: conditions on them only ask
 * what is in it, so whatever another set satisfies, this one does too.
 */
function sayable(question: FormQuestion): SpokenValue[] {
  const scale = scaleOf(question);
  if (scale !== null) return Array.from({ length: scale.max - scale.min + 1 }, (_, i) => scale.min + i);
  const codes = codesOf(question).filter((code) => !isNotApplicableCode(question, code));
  return question.type === "MULTIPLE_CHOICE" ? [codes] : codes;
}

class OutOfBudget extends Error {}

/**
 * SV-5: is there any set of answers under which this condition holds? A question that the condition looks at must
 * itself be shown, so its own condition becomes one more goal. Depth-first over the alternatives of “any”, narrowing
 * what each question may say.
 */
export function canBeReached(condition: Condition, questions: readonly FormQuestion[]): "YES" | "NO" | "TOO_COMPLEX" {
  const byId = new Map(questions.map((question) => [question.id, question]));
  let steps = 0;

  function solve(goals: readonly Condition[], domains: ReadonlyMap<string, SpokenValue[]>): boolean {
    if (++steps > BUDGET) throw new OutOfBudget();
    const [goal, ...rest] = goals;
    if (goal === undefined) return true;
    if ("all" in goal) return solve([...goal.all, ...rest], domains);
    if ("any" in goal) return goal.any.some((part) => solve([part, ...rest], domains));
    const question = byId.get(goal.questionId);
    if (question === undefined) return false;
    const known = domains.get(question.id);
    const left = (known ?? sayable(question)).filter((said) => compares(said, goal));
    if (left.length === 0) return false;
    const more = known === undefined && question.showWhen ? [question.showWhen] : [];
    return solve([...more, ...rest], new Map(domains).set(question.id, left));
  }

  try {
    return solve([condition], new Map()) ? "YES" : "NO";
  } catch (error) {
    if (error instanceof OutOfBudget) return "TOO_COMPLEX";
    throw error;
  }
}
