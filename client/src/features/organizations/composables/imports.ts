import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import {
  ImportDepartmentsDocument,
  ImportEmployeesDocument,
  type ImportFieldsFragment,
  type ImportInput,
  type ImportKind,
  ImportPatientsDocument,
  ImportPhysiciansDocument,
} from "#generated/graphql.ts";

type Answer = { [key: string]: ImportFieldsFragment | string | undefined };
export const importDocuments = {
  DEPARTMENTS: ImportDepartmentsDocument,
  PHYSICIANS: ImportPhysiciansDocument,
  EMPLOYEES: ImportEmployeesDocument,
  PATIENTS: ImportPatientsDocument,
} as unknown as Record<ImportKind, TypedDocumentNode<Answer, { input: ImportInput }>>;

/** The one payload of an import's answer. */
export function outcomeOf(answer: Answer): ImportFieldsFragment | null {
  const payload = Object.values(answer).find((each) => typeof each === "object");
  return (payload as ImportFieldsFragment | undefined) ?? null;
}

export const listOf: Record<ImportKind, string> = {
  DEPARTMENTS: "departments",
  PHYSICIANS: "physicians",
  EMPLOYEES: "employees",
  PATIENTS: "patients",
};
export const abilityOf = {
  DEPARTMENTS: "canAddDepartment",
  PHYSICIANS: "canAddPhysician",
  EMPLOYEES: "canAddEmployee",
  PATIENTS: "canAddPatient",
} as const satisfies Record<ImportKind, string>;

export function saveFile(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
