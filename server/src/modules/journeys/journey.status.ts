import { registerEnumType } from "type-graphql";

export enum JourneyType {
  EMS = "EMS",
  INPATIENT = "INPATIENT",
  OPD = "OPD",
}
registerEnumType(JourneyType, {
  name: "JourneyType",
  description: "Kind of a journey.",
  valuesConfig: {
    EMS: { description: "By the emergency medical services." },
    INPATIENT: { description: "From admission to discharge." },
    OPD: { description: "A visit to an outpatient department." },
  },
});

export enum JourneyStatus {
  ACTIVE = "ACTIVE",
  COMPLETED = "COMPLETED",
  CLOSED = "CLOSED",
  CANCELLED = "CANCELLED",
}
registerEnumType(JourneyStatus, {
  name: "JourneyStatus",
  description: "State of a journey.",
  valuesConfig: {
    ACTIVE: { description: "Under way." },
    COMPLETED: { description: "Every stage is completed." },
    CLOSED: { description: "The encounter ended before every stage was completed; the rest is skipped." },
    CANCELLED: { description: "The encounter was cancelled." },
  },
});

export enum StageStatus {
  PENDING = "PENDING",
  IN_PROGRESS = "IN_PROGRESS",
  COMPLETED = "COMPLETED",
  SKIPPED = "SKIPPED",
}
registerEnumType(StageStatus, {
  name: "StageStatus",
  description: "State of one stage of a journey.",
  valuesConfig: {
    PENDING: { description: "Not yet its turn." },
    IN_PROGRESS: {
      description: "The first stage of an active journey that is not completed: the patient waits for it.",
    },
    COMPLETED: { description: "Done." },
    SKIPPED: { description: "The journey ended without it. A late event may still complete it." },
  },
});
