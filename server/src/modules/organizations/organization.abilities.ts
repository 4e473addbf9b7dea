import { Field, ObjectType } from "type-graphql";
import { reaches, type Permission, type RequestContext } from "../core/index.ts";

@ObjectType({ description: "What the viewer may do with it." })
export class OrganizationAbilities {
  @Field(() => Boolean, { description: "Change it, make it inactive or active." })
  canEdit!: boolean;

  @Field(() => Boolean, { description: "Remove it; refused all the same while something hangs on it." })
  canDelete!: boolean;
}

@ObjectType({ description: "What the viewer may do with a hospital." })
export class HospitalAbilities extends OrganizationAbilities {
  @Field(() => Boolean, { description: "Add and import departments." })
  canAddDepartment!: boolean;

  @Field(() => Boolean, { description: "Add and import physicians." })
  canAddPhysician!: boolean;

  @Field(() => Boolean, { description: "Add and import employees." })
  canAddEmployee!: boolean;

  @Field(() => Boolean, { description: "Add and import patients." })
  canAddPatient!: boolean;
}

export function organizationAbilities(
  context: RequestContext,
  permission: Permission,
  hospitalId: string,
): OrganizationAbilities {
  const may = reaches(context, permission, { hospitalId });
  return { canEdit: may, canDelete: may };
}

export function hospitalAbilities(context: RequestContext, hospitalId: string): HospitalAbilities {
  const may = (permission: Permission) => reaches(context, permission, { hospitalId });
  return {
    ...organizationAbilities(context, "hospital.manage", hospitalId),
    canAddDepartment: may("department.manage"),
    canAddPhysician: may("physician.manage"),
    canAddEmployee: may("employee.manage"),
    canAddPatient: may("patient.manage"),
  };
}
