import { computed } from "vue";
import { HospitalChoicesDocument, type HospitalChoicesQuery } from "#generated/graphql.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";

type Choice = HospitalChoicesQuery["hospitals"]["nodes"][number];
type Ability = Exclude<keyof Choice["abilities"], "__typename">;

/** The hospitals in reach, and those in which something may be added. */
export function useHospitalChoices() {
  const { name } = useText();
  const { data } = useLiveQuery({ query: HospitalChoicesDocument, variables: {} });
  const hospitals = computed(() => data.value?.hospitals.nodes ?? []);
  const optionsOf = (list: readonly Choice[]) => list.map((each) => ({ value: each.id, label: name(each) }));
  return {
    hospitals,
    options: computed(() => optionsOf(hospitals.value)),
    where: (ability: Ability) => hospitals.value.filter((each) => each.abilities[ability]),
    optionsWhere: (ability: Ability) => optionsOf(hospitals.value.filter((each) => each.abilities[ability])),
  };
}
