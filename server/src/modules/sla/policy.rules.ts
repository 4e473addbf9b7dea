/** What a policy is chosen by. */
export interface CaseFacts {
  readonly kind: string;
  readonly hospitalId: string;
  /** The department and all above it, nearest first; empty for none. */
  readonly departmentPath: readonly string[];
  readonly source: string | null;
  readonly severity: string | null;
  readonly priority: string | null;
  /** The category and all above it. */
  readonly categoryPath: readonly string[];
}

/** An empty list fits everything. */
export interface PolicyMatch {
  readonly sources: readonly string[];
  readonly severities: readonly string[];
  readonly priorities: readonly string[];
  readonly categoryIds: readonly string[];
}

export interface PolicyFacts {
  readonly id: string;
  readonly caseKind: string;
  readonly hospitalId: string | null;
  readonly departmentId: string | null;
  readonly rank: number;
  readonly match: PolicyMatch;
}

export type Verdict =
  | "CHOSEN"
  | "OTHER_KIND"
  | "OTHER_PLACE"
  | "OTHER_SOURCE"
  | "OTHER_SEVERITY"
  | "OTHER_PRIORITY"
  | "OTHER_CATEGORY"
  | "LESS_SPECIFIC"
  | "HIGHER_RANK"
  | "LATER_ID"
  | "NEWER";

export interface PolicyChoice<Policy> {
  readonly chosen: Policy | null;
  readonly verdicts: readonly { readonly policy: Policy; readonly verdict: Verdict }[];
}

/** How far a policy's place is from the case: its department first, departments above, hospital, group; null elsewhere. */
function distance(policy: PolicyFacts, facts: CaseFacts): number | null {
  const far = facts.departmentPath.length;
  if (policy.departmentId) {
    const at = facts.departmentPath.indexOf(policy.departmentId);
    return at < 0 ? null : at;
  }
  if (policy.hospitalId) return policy.hospitalId === facts.hospitalId ? far : null;
  return far + 1;
}

function misfit({ match, ...policy }: PolicyFacts, facts: CaseFacts): Verdict | null {
  const fits = (wanted: readonly string[], given: string | null) =>
    wanted.length === 0 || (given !== null && wanted.includes(given));
  if (policy.caseKind !== facts.kind) return "OTHER_KIND";
  if (distance({ match, ...policy }, facts) === null) return "OTHER_PLACE";
  if (!fits(match.sources, facts.source)) return "OTHER_SOURCE";
  if (!fits(match.severities, facts.severity)) return "OTHER_SEVERITY";
  if (!fits(match.priorities, facts.priority)) return "OTHER_PRIORITY";
  const isCategory = match.categoryIds.length === 0 || facts.categoryPath.some((id) => match.categoryIds.includes(id));
  return isCategory ? null : "OTHER_CATEGORY";
}

/** SLA-7: the most specific place, then the lower rank, then the id: never the order of insertion or the name. */
export function choosePolicy<Policy extends PolicyFacts>(
  policies: readonly Policy[],
  facts: CaseFacts,
): PolicyChoice<Policy> {
  const placed = (policy: Policy) => distance(policy, facts) ?? Infinity;
  const [chosen] = policies
    .filter((policy) => !misfit(policy, facts))
    .toSorted((a, b) => placed(a) - placed(b) || a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const lost = (policy: Policy, winner: Policy): Verdict => {
    if (policy.id === winner.id) return "CHOSEN";
    if (placed(policy) !== placed(winner)) return "LESS_SPECIFIC";
    return policy.rank === winner.rank ? "LATER_ID" : "HIGHER_RANK";
  };
  return {
    chosen: chosen ?? null,
    verdicts: policies.map((policy) => ({
      policy,
      verdict: misfit(policy, facts) ?? (chosen ? lost(policy, chosen) : "OTHER_PLACE"),
    })),
  };
}

interface Named extends PolicyFacts {
  readonly nameEn: string;
  readonly nameAr: string;
}

/**
 * SLA-14: why the other policies of the kind and place lost. The case keeps the policy that it is under; what would be chosen
 * today instead came later.
 */
export function considered(policies: readonly Named[], facts: CaseFacts, inForceId?: string | null) {
  const { verdicts } = choosePolicy(policies, facts);
  return verdicts
    .filter(({ policy, verdict }) => policy.caseKind === facts.kind && verdict !== "OTHER_PLACE")
    .map(({ policy: { id, nameEn, nameAr }, verdict }) => {
      if (inForceId === undefined) return { policyId: id, nameEn, nameAr, verdict };
      const told: Verdict = id === inForceId ? "CHOSEN" : verdict === "CHOSEN" ? "NEWER" : verdict;
      return { policyId: id, nameEn, nameAr, verdict: told };
    });
}
