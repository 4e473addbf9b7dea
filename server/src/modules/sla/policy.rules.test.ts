import { describe, expect, it } from "vitest";
import { choosePolicy, type CaseFacts, type PolicyFacts, type PolicyMatch, type Verdict } from "./policy.rules.ts";

const facts: CaseFacts = {
  kind: "COMPLAINT",
  hospitalId: "hospital",
  departmentPath: ["ward", "medicine"],
  source: "MOH",
  severity: "HIGH",
  priority: "URGENT",
  categoryPath: ["waiting", "access"],
};

type Given = Partial<Omit<PolicyFacts, "match">> & { readonly id: string; readonly match?: Partial<PolicyMatch> };
const policy = ({ match, ...given }: Given): PolicyFacts => ({
  caseKind: "COMPLAINT",
  hospitalId: null,
  departmentId: null,
  rank: 100,
  match: { sources: [], severities: [], priorities: [], categoryIds: [], ...match },
  ...given,
});
const group = policy({ id: "group", rank: 1000 });
const inDepartment = (id: string, departmentId: string, more: Partial<Given> = {}) =>
  policy({ id, hospitalId: "hospital", departmentId, ...more });

describe("SLA-7: which policy is chosen, and why another is not", () => {
  const cases: [string, PolicyFacts, PolicyFacts, winner: string, Verdict][] = [
    ["another kind", policy({ id: "a", caseKind: "INQUIRY" }), group, "group", "OTHER_KIND"],
    ["another hospital", policy({ id: "a", hospitalId: "other" }), group, "group", "OTHER_PLACE"],
    ["another department", inDepartment("a", "surgery"), group, "group", "OTHER_PLACE"],
    ["another source", policy({ id: "a", match: { sources: ["CHI"] } }), group, "group", "OTHER_SOURCE"],
    ["another severity", policy({ id: "a", match: { severities: ["LOW"] } }), group, "group", "OTHER_SEVERITY"],
    ["another priority", policy({ id: "a", match: { priorities: ["LOW"] } }), group, "group", "OTHER_PRIORITY"],
    ["another category", policy({ id: "a", match: { categoryIds: ["food"] } }), group, "group", "OTHER_CATEGORY"],
    ["the ministry's source by its rank", group, policy({ id: "a", match: { sources: ["MOH"] } }), "a", "HIGHER_RANK"],
    [
      "one of several severities",
      group,
      policy({ id: "a", match: { severities: ["HIGH", "LOW"] } }),
      "a",
      "HIGHER_RANK",
    ],
    ["its priority", group, policy({ id: "a", match: { priorities: ["URGENT"] } }), "a", "HIGHER_RANK"],
    ["a category above its own", group, policy({ id: "a", match: { categoryIds: ["access"] } }), "a", "HIGHER_RANK"],
    [
      "the hospital before the group, whatever the rank",
      policy({ id: "a", rank: 1 }),
      policy({ id: "b", hospitalId: "hospital", rank: 9 }),
      "b",
      "LESS_SPECIFIC",
    ],
    [
      "a department above before the hospital",
      policy({ id: "a", hospitalId: "hospital", rank: 1 }),
      inDepartment("b", "medicine", { rank: 9 }),
      "b",
      "LESS_SPECIFIC",
    ],
    [
      "its own department before the one above",
      inDepartment("a", "medicine", { rank: 1 }),
      inDepartment("b", "ward", { rank: 9 }),
      "b",
      "LESS_SPECIFIC",
    ],
    ["the lower rank", policy({ id: "a", rank: 2 }), policy({ id: "b", rank: 1 }), "b", "HIGHER_RANK"],
    ["the id in a draw", policy({ id: "b" }), policy({ id: "a" }), "a", "LATER_ID"],
  ];
  it.each(cases)("%s", (_name, loser, other, winner, verdict) => {
    for (const policies of [
      [loser, other],
      [other, loser],
    ]) {
      const { chosen, verdicts } = choosePolicy(policies, facts);
      expect(chosen?.id).toBe(winner);
      expect(verdicts.find((one) => one.policy.id === loser.id)?.verdict).toBe(verdict);
    }
  });

  it("the ministry's and the insurance council's policies each take their own cases, the group's the others", () => {
    const policies = [
      policy({ id: "moh", rank: 10, match: { sources: ["MOH"] } }),
      policy({ id: "chi", rank: 20, match: { sources: ["CHI"] } }),
      group,
    ];
    const chosen = (source: string | null) => choosePolicy(policies, { ...facts, source }).chosen?.id;
    expect([chosen("MOH"), chosen("CHI"), chosen("PHONE"), chosen(null)]).toEqual(["moh", "chi", "group", "group"]);
  });

  it("none that fits: none", () => {
    expect(choosePolicy([policy({ id: "a", match: { severities: ["LOW"] } })], facts).chosen).toBeNull();
  });
});
