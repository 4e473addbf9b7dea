import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Allow, connectionOf, inLanguage, mutate, PageArgs, type RequestContext } from "../core/index.ts";
import { Hospital } from "./hospital.entity.ts";
import { organizationAbilities, OrganizationAbilities } from "./organization.abilities.ts";
import { DeleteInput, DeletePayload } from "./organization.inputs.ts";
import { Patient } from "./patient.entity.ts";
import { patientList } from "./patient.list.ts";
import { identityLoader, maskedIdentityOf, maySeeIdentity } from "./patient.identity.ts";
import {
  CreatePatientInput,
  MaskedIdentity,
  PatientFilter,
  PatientOrder,
  PatientPayload,
  UpdatePatientInput,
} from "./patient.inputs.ts";
import { createPatient, deletePatient, updatePatient } from "./patient.service.ts";

const PatientConnection = connectionOf("Patient", () => Patient);

@Resolver(() => Patient)
export class PatientResolver {
  @Allow("patient.read")
  @Query(() => PatientConnection, { description: "Patients." })
  patients(
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => PatientFilter, { nullable: true }) filter?: PatientFilter,
    @Arg("orderBy", () => [PatientOrder], { nullable: true }) orderBy?: InstanceType<typeof PatientOrder>[],
  ) {
    return patientList.page(context, page, filter, orderBy);
  }

  @Allow("patient.read")
  @Query(() => Patient, { nullable: true, description: "One patient." })
  patient(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string) {
    return context.reader("patient.read").findOne(Patient, { id, deletedAt: null });
  }

  @FieldResolver(() => Hospital, { nullable: true, description: "The hospital." })
  hospital(@Root() patient: Patient) {
    return patient.hospital.load();
  }

  @FieldResolver(() => Boolean, { description: "Identity is masked for this caller." })
  isIdentityMasked(@Ctx() context: RequestContext, @Root() patient: Patient) {
    return !maySeeIdentity(context, patient);
  }

  @FieldResolver(() => String, { nullable: true, description: "Name in the caller's language, else in the other." })
  async name(@Ctx() context: RequestContext, @Root() patient: Patient) {
    const { nameAr, nameEn } = await identityLoader(context).load(patient);
    const text = { ar: nameAr ?? nameEn ?? "", en: nameEn ?? nameAr ?? "" };
    return inLanguage(text, context.language) || null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Name in Arabic." })
  async nameAr(@Ctx() context: RequestContext, @Root() patient: Patient) {
    return (await identityLoader(context).load(patient)).nameAr;
  }

  @FieldResolver(() => String, { nullable: true, description: "Name in English." })
  async nameEn(@Ctx() context: RequestContext, @Root() patient: Patient) {
    return (await identityLoader(context).load(patient)).nameEn;
  }

  @FieldResolver(() => String, { nullable: true, description: "Mobile number." })
  async mobile(@Ctx() context: RequestContext, @Root() patient: Patient) {
    return (await identityLoader(context).load(patient)).mobile;
  }

  @FieldResolver(() => String, { nullable: true, description: "E-mail." })
  async email(@Ctx() context: RequestContext, @Root() patient: Patient) {
    return (await identityLoader(context).load(patient)).email;
  }

  @FieldResolver(() => String, { nullable: true, description: "National id or iqama." })
  async nationalId(@Ctx() context: RequestContext, @Root() patient: Patient) {
    return (await identityLoader(context).load(patient)).nationalId;
  }

  @FieldResolver(() => MaskedIdentity, {
    description: "Identity, masked for everybody; reading it leaves no trace in the audit trail.",
  })
  masked(@Ctx() context: RequestContext, @Root() patient: Patient) {
    return maskedIdentityOf(context.kernel.cipher, patient);
  }

  @FieldResolver(() => OrganizationAbilities, { description: "What the viewer may do with it." })
  abilities(@Ctx() context: RequestContext, @Root() patient: Patient) {
    return organizationAbilities(context, "patient.manage", patient.hospital.id);
  }

  @Allow("patient.manage")
  @Mutation(() => PatientPayload, { description: "Adds a patient." })
  createPatient(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreatePatientInput) { hospitalId, acceptWarnings, ...fields }: CreatePatientInput,
  ) {
    return mutate(context, "patient.manage", async (tx) => ({
      patient: await createPatient(tx, hospitalId, fields, acceptWarnings),
    }));
  }

  @Allow("patient.manage")
  @Mutation(() => PatientPayload, { description: "Changes a patient." })
  updatePatient(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdatePatientInput) { id, version, acceptWarnings, ...fields }: UpdatePatientInput,
  ) {
    return mutate(context, "patient.manage", async (tx) => ({
      patient: await updatePatient(tx, id, version, fields, acceptWarnings),
    }));
  }

  @Allow("patient.manage")
  @Mutation(() => DeletePayload, { description: "Hides a patient; the history stays." })
  deletePatient(@Ctx() context: RequestContext, @Arg("input", () => DeleteInput) { id }: DeleteInput) {
    return mutate(context, "patient.manage", async (tx) => ({ deletedId: await deletePatient(tx, id) }));
  }
}
