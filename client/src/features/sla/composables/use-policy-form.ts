import type { DepartmentOption } from "#entities/lookup/DepartmentLookup.vue";
import type { HospitalOption } from "#entities/lookup/HospitalLookup.vue";
import {
  SaveSlaPolicyRowDocument,
  SlaPoliciesDocument,
  type SlaCaseKind,
  type SlaPolicyFieldsFragment,
} from "#generated/graphql.ts";
import { loadCurrent } from "#lib/form/load-current.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import { usePxForm } from "#ui/form/use-px-form.ts";
import { rowsOf, targetInputs } from "./terms.ts";

const list = (codes: readonly string[] | undefined) => [...(codes ?? [])];

function snapshotOf(policy: SlaPolicyFieldsFragment | null) {
  const { match, targets, maxPauseMinutes, reopenDays, calendarId, chainId } = policy?.terms ?? {};
  return {
    values: {
      nameEn: policy?.nameEn ?? "",
      nameAr: policy?.nameAr ?? "",
      hospital: (policy?.hospital ?? null) as HospitalOption | null,
      department: (policy?.department ?? null) as DepartmentOption | null,
      caseKind: policy?.caseKind ?? ("COMPLAINT" as SlaCaseKind),
      rank: (policy?.rank ?? 10) as number | null,
      isActive: policy?.isActive ?? true,
      sources: list(match?.sources),
      severities: list(match?.severities),
      priorities: list(match?.priorities),
      categoryIds: list(match?.categoryIds),
      targets: rowsOf(targets ?? []),
      maxPauseHours: (maxPauseMinutes ? maxPauseMinutes / 60 : null) as number | null,
      reopenDays: (reopenDays ?? 30) as number | null,
      calendarId: (calendarId ?? null) as string | null,
      chainId: (chainId ?? null) as string | null,
      reach: "NEW" as "NEW" | "OPEN",
    },
    version: policy?.version ?? null,
  };
}

export function usePolicyForm(policy: SlaPolicyFieldsFragment | null, onSaved: () => void) {
  const { run } = useCommand(SaveSlaPolicyRowDocument);
  return usePxForm({
    name: `sla-policy-${policy?.id ?? "new"}`,
    start: () => snapshotOf(policy),
    current: async () => {
      const row = await loadCurrent(SlaPoliciesDocument, { first: 100 }, (data) =>
        data.slaPolicies.nodes.find(({ id }) => id === policy?.id),
      );
      return row && snapshotOf(row);
    },
    save: ({ values: { hospital, department, targets, maxPauseHours, rank, reopenDays, reach, ...plain }, version }) =>
      run({
        input: {
          ...plain,
          id: policy?.id,
          version,
          hospitalId: hospital?.id ?? null,
          departmentId: department?.id ?? null,
          rank: rank ?? 0,
          reopenDays: reopenDays ?? 0,
          targets: targetInputs(targets),
          maxPauseMinutes: maxPauseHours === null ? null : Math.round(maxPauseHours * 60),
          isForOpenCases: reach === "OPEN",
        },
      }),
    onSaved,
  });
}
