import { computed, reactive, watch } from "vue";
import type { DepartmentOption } from "#entities/lookup/DepartmentLookup.vue";
import type { HospitalOption } from "#entities/lookup/HospitalLookup.vue";
import { LookupHospitalsDocument, type SlaCaseKind } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";

export interface Supposed {
  kind: SlaCaseKind;
  hospital: HospitalOption | null;
  department: DepartmentOption | null;
  severity: string | null;
  priority: string | null;
  source: string | null;
}

/** A case that might come: with the first hospital to begin with, so that there is an answer at once. */
export function useSupposed() {
  const facts = reactive<Supposed>({
    kind: "COMPLAINT",
    hospital: null,
    department: null,
    severity: "HIGH",
    priority: null,
    source: null,
  });
  const { data } = useLiveQuery({ query: LookupHospitalsDocument, variables: {} });
  watch(data, (next) => (facts.hospital ??= next?.hospitals.nodes[0] ?? null), { immediate: true });
  watch(
    () => facts.kind,
    () => Object.assign(facts, { severity: null, priority: null, source: null }),
  );
  watch(
    () => facts.hospital?.id,
    (id) => {
      if (facts.department && facts.department.hospital?.id !== id) facts.department = null;
    },
  );
  return {
    facts,
    input: computed(() => ({
      kind: facts.kind,
      hospitalId: facts.hospital?.id ?? "",
      departmentId: facts.department?.id ?? null,
      severity: facts.severity,
      priority: facts.priority,
      source: facts.source,
    })),
    isComplete: computed(() => facts.hospital !== null),
  };
}
