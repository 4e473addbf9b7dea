import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import {
  Allow,
  connectionOf,
  findPage,
  forbidden,
  inLanguage,
  mutate,
  PageArgs,
  type RequestContext,
} from "../core/index.ts";
import { Hospital } from "./hospital.entity.ts";
import { DeleteInput, DeletePayload } from "./organization.inputs.ts";
import { normalisePhone, westernDigits } from "./organization.rules.ts";
import { Patient } from "./patient.entity.ts";
import { identityLoader, maySeeIdentity } from "./patient.identity.ts";
import {
  CreatePatientInput,
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
    const where = { deletedAt: null, ...patientFilter(context, filter) };
    return findPage(
      context.reader("patient.read"),
      Patient,
      where,
      orderBy ?? [{ field: "createdAt", direction: "DESC" }],
      page,
    );
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

  @Allow("patient.manage")
  @Mutation(() => PatientPayload, { description: "Adds a patient." })
  createPatient(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreatePatientInput) { hospitalId, ...fields }: CreatePatientInput,
  ) {
    return mutate(context, "patient.manage", async (tx) => ({ patient: await createPatient(tx, hospitalId, fields) }));
  }

  @Allow("patient.manage")
  @Mutation(() => PatientPayload, { description: "Changes a patient." })
  updatePatient(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdatePatientInput) { id, version, ...fields }: UpdatePatientInput,
  ) {
    return mutate(context, "patient.manage", async (tx) => ({ patient: await updatePatient(tx, id, version, fields) }));
  }

  @Allow("patient.manage")
  @Mutation(() => DeletePayload, { description: "Hides a patient; the history stays." })
  deletePatient(@Ctx() context: RequestContext, @Arg("input", () => DeleteInput) { id }: DeleteInput) {
    return mutate(context, "patient.manage", async (tx) => ({ deletedId: await deletePatient(tx, id) }));
  }
}

/** Searching by phone tells whose it is: only for those who may see identity. */
function patientFilter(context: RequestContext, filter: PatientFilter | undefined): object {
  const { cipher } = context.kernel;
  if ((filter?.mobile || filter?.nationalId) && !context.may("patient.identity")) throw forbidden();
  const mobile = filter?.mobile ? (normalisePhone(filter.mobile) ?? filter.mobile) : null;
  return {
    ...(filter?.hospitalId ? { hospital: { $in: filter.hospitalId } } : {}),
    ...(filter?.mrn ? { mrn: filter.mrn.trim() } : {}),
    ...(mobile ? { mobileIndex: cipher.blindIndex("mobile", mobile) } : {}),
    ...(filter?.nationalId
      ? { nationalIdIndex: cipher.blindIndex("nationalId", westernDigits(filter.nationalId).trim()) }
      : {}),
  };
}
