import { h, nextTick, shallowRef } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { showLanguage } from "#lib/i18n/i18n.ts";
import type { CommandError, Outcome } from "#lib/gql/use-command.ts";
import { preferences } from "#lib/preferences/preferences.ts";
import { setUp } from "#lib/testing/set-up.ts";
import { type FormOptions, type Saving, type Snapshot, usePxForm } from "./use-px-form.ts";

interface Ward {
  name: string;
  phone: string;
  patientNote: string;
}
interface Options extends Partial<FormOptions<Ward, string>> {
  row?: Snapshot<Ward>;
}
const row: Snapshot<Ward> = { values: { name: "Lab", phone: "1", patientNote: "" }, version: 3 };
const refused = (userErrors: CommandError[]): Outcome<string> => ({ ok: false, userErrors, failure: null });
const stale: Outcome<string> = { ok: false, userErrors: [], failure: { kind: "conflict", requestId: null } };

async function open({ row: start = row, ...options }: Options = {}) {
  const source = shallowRef(start);
  const saved: Saving<Ward>[] = [];
  const answers: Outcome<string>[] = [];
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ["/", "/other", "/login"].map((path) => ({
      path,
      name: path === "/login" ? "login" : path,
      component: { render: () => h("p") },
    })),
  });
  await router.push("/");
  const { made: form, close } = setUp(
    () =>
      usePxForm<Ward, string>({
        name: "ward-1",
        start: () => source.value,
        save: (saving) => {
          saved.push(saving);
          return Promise.resolve(answers.shift() ?? { ok: true, data: "done" });
        },
        ...options,
      }),
    [router],
  );
  return { form, source, saved, answers, router, close };
}

beforeEach(async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("window", { addEventListener: () => undefined, removeEventListener: () => undefined });
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  });
  preferences.language = "en";
  await showLanguage("en");
  return () => vi.unstubAllGlobals();
});

describe("saving", () => {
  it("sends what changed, with the version that was seen", async () => {
    const { form, saved } = await open();
    form.values.name = "Laboratory";
    expect(await form.submit()).toBe(true);
    expect(saved).toMatchObject([{ changes: { name: "Laboratory" }, version: 3, acceptWarnings: [] }]);
    expect(form.isDirty.value).toBe(false);
  });

  it("asks for what is required without asking the server", async () => {
    const { form, saved } = await open();
    form.host.register("name", { label: () => "Name", isRequired: () => true, textOf: String });
    form.values.name = "  ";
    expect(await form.submit()).toBe(false);
    expect(saved).toEqual([]);
    expect(form.host.errorsOf("name")).toEqual(["Fill in: Name"]);
  });

  it("does not send what can't be a value, and says so once", async () => {
    const { form, saved } = await open();
    const textOf = String;
    form.host.register("phone", { label: () => "Beds", isRequired: () => true, textOf, problem: () => "No number." });
    form.values.phone = "";
    expect(await form.submit()).toBe(false);
    expect(saved).toEqual([]);
    expect(form.host.errorsOf("phone")).toEqual(["No number."]);
  });

  it("puts the server's errors at their fields until these are changed", async () => {
    const { form, answers } = await open();
    answers.push(refused([{ code: "TAKEN", message: "Taken.", field: ["name"] }]));
    await form.submit();
    expect(form.host.errorsOf("name")).toEqual(["Taken."]);
    form.values.phone = "2";
    await nextTick();
    expect(form.host.errorsOf("name")).toEqual(["Taken."]);
    form.values.name = "Labs";
    await nextTick();
    expect(form.host.errorsOf("name")).toEqual([]);
  });

  it("offers to override warnings, and names the ones that were read", async () => {
    const { form, answers, saved } = await open();
    answers.push(refused([{ code: "ODD_PHONE", message: "Odd.", field: ["phone"], severity: "WARNING" }]));
    expect(await form.submit()).toBe(false);
    expect(form.warnings.value.map(({ code }) => code)).toEqual(["ODD_PHONE"]);
    expect(await form.saveAnyway()).toBe(true);
    expect(saved[1]?.acceptWarnings).toEqual(["ODD_PHONE"]);
  });

  it("follows the row while nothing was typed, and not over what was typed", async () => {
    const { form, source } = await open();
    source.value = { values: { ...row.values, name: "Labs" }, version: 4 };
    await nextTick();
    expect(form.values.name).toBe("Labs");
    form.values.name = "Mine";
    source.value = { values: { ...row.values, name: "Theirs" }, version: 5 };
    await nextTick();
    expect(form.values.name).toBe("Mine");
  });
});

describe("CONFLICT", () => {
  const theirs: Snapshot<Ward> = { values: { name: "Theirs", phone: "2", patientNote: "" }, version: 9 };

  it("shows both values, takes over what only they changed, and saves the choice on their version", async () => {
    const { form, answers, saved } = await open({ current: () => Promise.resolve(theirs) });
    form.values.name = "Mine";
    answers.push(stale);
    await form.submit();
    expect(form.clashes.value).toMatchObject([{ path: "name", mine: '"Mine"', theirs: '"Theirs"', isMine: true }]);
    expect(form.taken.value).toEqual(["phone"]);
    expect(form.values).toMatchObject({ name: "Mine", phone: "2" });
    expect(await form.resolveConflict()).toBe(true);
    expect(saved[1]).toMatchObject({ changes: { name: "Mine" }, version: 9 });
  });

  it("saves theirs where the person chooses so", async () => {
    const { form, answers, saved } = await open({ current: () => Promise.resolve(theirs) });
    Object.assign(form.values, { name: "Mine", patientNote: "kept" });
    answers.push(stale);
    await form.submit();
    for (const clash of form.clashes.value) clash.isMine = false;
    await form.resolveConflict();
    expect(saved[1]).toMatchObject({ changes: { patientNote: "kept" }, values: { name: "Theirs" }, version: 9 });
  });
});

describe("drafts", () => {
  const draft = ["name", "phone"] as const;

  it("come back with the version they were made from, without the fields that may not be kept", async () => {
    const before = await open({ draft });
    Object.assign(before.form.values, { name: "Half", patientNote: "Sara, MRN 77" });
    await nextTick();
    before.close();
    expect(
      JSON.stringify(
        Array.from({ length: sessionStorage.length }, (_, i) => sessionStorage.getItem(sessionStorage.key(i) ?? "")),
      ),
    ).not.toContain("Sara");
    const after = await open({ draft, row: { values: { ...row.values, phone: "5" }, version: 4 } });
    expect(after.form.values).toEqual({ name: "Half", phone: "1", patientNote: "" });
    await after.form.submit();
    expect(after.saved[0]).toMatchObject({ version: 3, changes: { name: "Half" } });
  });

  it("end with saving and with being discarded", async () => {
    const { form } = await open({ draft });
    form.values.name = "Half";
    await nextTick();
    expect(sessionStorage.length).toBe(1);
    form.discard();
    await nextTick();
    expect(sessionStorage.length).toBe(0);
    form.values.name = "Half";
    await nextTick();
    await form.submit();
    await nextTick();
    expect(sessionStorage.length).toBe(0);
  });

  it("are not kept where no field is named", async () => {
    const { form } = await open();
    form.values.name = "Half";
    await nextTick();
    expect(sessionStorage.length).toBe(0);
  });
});

describe("leaving", () => {
  it("is asked about when something is unsaved", async () => {
    const { form, router } = await open();
    form.values.name = "Half";
    const leaving = router.push("/other");
    await vi.waitFor(() => expect(form.guard.isAsking.value).toBe(true));
    form.guard.decide(false);
    await leaving;
    expect(router.currentRoute.value.path).toBe("/");
    const again = router.push("/other");
    await vi.waitFor(() => expect(form.guard.isAsking.value).toBe(true));
    form.guard.decide(true);
    await again;
    expect(router.currentRoute.value.path).toBe("/other");
  });

  it("is not asked about when nothing was changed, or the session has ended", async () => {
    const { form, router } = await open();
    await router.push("/other");
    form.values.name = "Half";
    await router.push("/login");
    expect(router.currentRoute.value.path).toBe("/login");
  });
});
