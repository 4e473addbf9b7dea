import type { AuditLineFragment } from "#generated/graphql.ts";
import { useText } from "#lib/i18n/use-text.ts";
import { groupsOf } from "./audit-groups.ts";

type Actor = Pick<AuditLineFragment, "actor" | "actorKind" | "actorLabel" | "targetType">;

const CODE = /^[A-Z][A-Z0-9_]*$/;
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** What the codes of the trail are called. What has no words yet is shown as its code: the trail hides nothing. */
export function useAuditWords() {
  const { t, te, name } = useText();
  const known = (key: string) => (te(key) ? t(key) : null);

  function thing(type: string): string {
    return known(`audit.thing.${lowerFirst(type)}`) ?? type;
  }
  function action(code: string): string {
    const exact = known(`audit.action.${code}`);
    if (exact) return exact;
    const [what = "", verb = ""] = code.split(".");
    const words = known(`audit.verb.${verb}`);
    return words && te(`audit.thing.${what}`) ? t("audit.actionOf", { thing: thing(what), verb: words }) : code;
  }
  function actor(line: Actor): string {
    if (line.actor) return name(line.actor);
    // Whoever signs in is nobody yet; only forms of patients are filled in without an account otherwise.
    if (line.actorKind === "PATIENT" && line.targetType === "User") return t("audit.actor.anonymous");
    return line.actorKind === "USER" || line.actorKind === "SERVICE"
      ? line.actorLabel
      : t(`audit.actor.${line.actorKind}`);
  }
  /** null: there are no words for it. */
  const field = (code: string) => known(`audit.field.${code}`) ?? known(`audit.field.${code}Id`);

  /** A code of an enum in words; null for what is none, or has none. */
  function code(value: string, field: string, targetType: string): string | null {
    if (!CODE.test(value)) return null;
    const group = groupsOf(field, targetType).find((one) => te(`${one}.${value}`));
    return group ? t(`${group}.${value}`) : null;
  }
  return { thing, action, actor, field, code };
}
