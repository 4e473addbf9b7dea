import { computed, ref } from "vue";
import {
  AutomationDeleteRuleDocument,
  AutomationMoveRuleDocument,
  AutomationRulesDocument,
  type RoutingRuleFieldsFragment,
} from "#generated/graphql.ts";
import { useCommand } from "#lib/gql/use-command.ts";
import { useLiveQuery } from "#lib/gql/use-live-query.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { useNotices } from "#ui/notices.ts";
import { placeAfterMove } from "./order.ts";

/** The rules in their order; a moved rule stands in its new place at once, and goes back if that is refused. */
export function useRouting() {
  const { t, name, number } = useText();
  const notices = useNotices();
  const query = useLiveQuery({ query: AutomationRulesDocument, variables: {} });
  const moving = useCommand(AutomationMoveRuleDocument);
  const deleting = useCommand(AutomationDeleteRuleDocument);
  const shown = ref<string[] | null>(null);
  const stored = computed(() => query.data.value?.routingRules.nodes ?? null);
  const rules = computed(() => {
    const order = shown.value;
    if (!stored.value || !order) return stored.value;
    const placeOf = ({ id, isDefault }: RoutingRuleFieldsFragment) => (isDefault ? Infinity : order.indexOf(id));
    return stored.value.toSorted((a, b) => placeOf(a) - placeOf(b));
  });
  /** Said to screen readers after a move. */
  const told = ref("");

  async function move(rule: RoutingRuleFieldsFragment, to: number): Promise<void> {
    const ids = (rules.value ?? []).filter(({ isDefault }) => !isDefault).map(({ id }) => id);
    const afterId = placeAfterMove(ids, rule.id, to);
    if (afterId === undefined || moving.isRunning.value) return;
    const others = ids.filter((id) => id !== rule.id);
    others.splice(afterId === null ? 0 : others.indexOf(afterId) + 1, 0, rule.id);
    shown.value = others;
    const outcome = await moving.run({ input: { id: rule.id, afterId } });
    if (outcome.ok) told.value = t("automation.moved", { name: name(rule), n: number(others.indexOf(rule.id) + 1) });
    else notices.failed(outcome, t("automation.move"));
    if (!outcome.ok) shown.value = null;
    query.refetch();
  }
  async function remove(rule: RoutingRuleFieldsFragment): Promise<void> {
    const outcome = await deleting.run({ input: { id: rule.id } });
    if (outcome.ok) notices.done(t("automation.removed"));
    else notices.failed(outcome);
    query.refetch();
  }
  return { query, rules, move, remove, told };
}
