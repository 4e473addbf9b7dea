import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Allow, covers, mutate, type RequestContext } from "../core/index.ts";
import { BusinessCalendar } from "./business-calendar.entity.ts";
import { BusinessCalendarPayload, EscalationChainPayload, SlaPolicyPayload } from "./configuration.types.ts";
import { EscalationChain } from "./escalation-chain.entity.ts";
import {
  DeleteSlaRowInput,
  DeleteSlaRowPayload,
  SetDefaultCalendarInput,
  SetDefaultChainInput,
  SlaRowAbilities,
  SwitchSlaPolicyInput,
} from "./setup-rows.inputs.ts";
import {
  deleteCalendar,
  deleteChain,
  deletePolicy,
  setDefaultCalendar,
  setDefaultChain,
  switchPolicy,
} from "./setup-rows.service.ts";
import { SlaPolicy } from "./sla-policy.entity.ts";
import type { SlaCaseKind } from "./sla.enums.ts";

/** SLA-16: rows of the group belong to those who reach the whole group. */
function abilities(
  context: RequestContext,
  row: {
    readonly hospital?: { readonly id: string } | null;
    readonly caseKind?: SlaCaseKind | null;
    readonly isDefault?: boolean;
  },
): SlaRowAbilities {
  const hospitalId = row.hospital?.id ?? null;
  const canEdit = context.may("sla.manage") && covers(context.scope("sla.manage"), { hospitalId });
  const isDefault = row.isDefault ?? false;
  return {
    canEdit,
    canDelete: canEdit && !isDefault,
    canMakeDefault: canEdit && row.isDefault === false,
    // Behind one of a hospital or of a kind there is a wider one to go back to.
    canClearDefault: canEdit && isDefault && (hospitalId !== null || row.caseKind != null),
  };
}

@Resolver(() => BusinessCalendar)
export class BusinessCalendarRowResolver {
  @FieldResolver(() => SlaRowAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() calendar: BusinessCalendar): SlaRowAbilities {
    return abilities(context, calendar);
  }

  @Allow("sla.manage")
  @Mutation(() => BusinessCalendarPayload, {
    description: "Makes a calendar the default of its hospital or of the group; open cases follow where it is wished.",
  })
  setDefaultCalendar(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetDefaultCalendarInput) input: SetDefaultCalendarInput,
  ) {
    return mutate(context, "sla.manage", async (tx) => ({ businessCalendar: await setDefaultCalendar(tx, input) }));
  }

  @Allow("sla.manage")
  @Mutation(() => DeleteSlaRowPayload, { description: "Removes a calendar that nothing uses." })
  deleteBusinessCalendar(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeleteSlaRowInput) input: DeleteSlaRowInput,
  ) {
    return mutate(context, "sla.manage", async (tx) => {
      await deleteCalendar(tx, input);
      return { deletedId: input.id };
    });
  }
}

@Resolver(() => SlaPolicy)
export class SlaPolicyRowResolver {
  @FieldResolver(() => SlaRowAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() policy: SlaPolicy): SlaRowAbilities {
    return abilities(context, { hospital: policy.hospital ?? null });
  }

  @Allow("sla.manage")
  @Mutation(() => SlaPolicyPayload, { description: "Switches a policy on or off, for new cases; its terms stay." })
  switchSlaPolicy(
    @Ctx() context: RequestContext,
    @Arg("input", () => SwitchSlaPolicyInput) input: SwitchSlaPolicyInput,
  ) {
    return mutate(context, "sla.manage", async (tx) => ({ slaPolicy: await switchPolicy(tx, input) }));
  }

  @Allow("sla.manage")
  @Mutation(() => DeleteSlaRowPayload, {
    description: "Removes a policy that no case is under; others are switched off.",
  })
  deleteSlaPolicy(@Ctx() context: RequestContext, @Arg("input", () => DeleteSlaRowInput) input: DeleteSlaRowInput) {
    return mutate(context, "sla.manage", async (tx) => {
      await deletePolicy(tx, input);
      return { deletedId: input.id };
    });
  }
}

@Resolver(() => EscalationChain)
export class EscalationChainRowResolver {
  @FieldResolver(() => SlaRowAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() chain: EscalationChain): SlaRowAbilities {
    return abilities(context, chain);
  }

  @Allow("sla.manage")
  @Mutation(() => EscalationChainPayload, {
    description: "Makes a chain the default of its hospital or of the group; it counts at once.",
  })
  setDefaultChain(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetDefaultChainInput) input: SetDefaultChainInput,
  ) {
    return mutate(context, "sla.manage", async (tx) => ({ escalationChain: await setDefaultChain(tx, input) }));
  }

  @Allow("sla.manage")
  @Mutation(() => DeleteSlaRowPayload, { description: "Removes a chain that nothing uses." })
  deleteEscalationChain(
    @Ctx() context: RequestContext,
    @Arg("input", () => DeleteSlaRowInput) input: DeleteSlaRowInput,
  ) {
    return mutate(context, "sla.manage", async (tx) => {
      await deleteChain(tx, input);
      return { deletedId: input.id };
    });
  }
}
