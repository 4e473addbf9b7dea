import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultTexts } from "../../../../migrations/Migration20261123000300.ts";
import { accountTexts } from "../../../../migrations/Migration20261125000600.ts";
import { sampleValues, templateProblems } from "./message-template.rules.ts";
import { render, renderMessage, renderSms, withoutSecrets } from "./message.rules.ts";
import { quietUntil } from "./quiet-hours.rules.ts";
import { judge, mostSpecific, type SendingFacts } from "./sending.rules.ts";
import { smsSize } from "./sms.rules.ts";

describe("NO-6: SMS segments", () => {
  const cases: [text: string, encoding: string, segments: number][] = [
    ["", "GSM-7", 0],
    ["a".repeat(160), "GSM-7", 1],
    ["a".repeat(161), "GSM-7", 2],
    ["a".repeat(306), "GSM-7", 2],
    ["a".repeat(307), "GSM-7", 3],
    ["€".repeat(80), "GSM-7", 1],
    ["€".repeat(81), "GSM-7", 2],
    // 152 septets and an escaped sign: it moves whole into the next part.
    ["a".repeat(152) + "€" + "a".repeat(151), "GSM-7", 2],
    ["a".repeat(152) + "€" + "a".repeat(152), "GSM-7", 3],
    ["م".repeat(70), "UCS-2", 1],
    ["م".repeat(71), "UCS-2", 2],
    ["م".repeat(134), "UCS-2", 2],
    ["م".repeat(135), "UCS-2", 3],
    ["a".repeat(70) + "م", "UCS-2", 2],
    ["😀".repeat(35), "UCS-2", 1],
    ["م".repeat(66) + "😀" + "م".repeat(66), "UCS-2", 3],
    ["`", "UCS-2", 1],
  ];
  it.each(cases)("%#: %s", (text, encoding, segments) => {
    expect(smsSize(text)).toMatchObject({ encoding, segments });
  });

  it("never counts fewer segments for a longer text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme" }),
        (one, two) => smsSize(one + two).segments >= smsSize(one).segments,
      ),
    );
  });
});

describe("NO-6, NO-7: default texts", () => {
  it.each([...defaultTexts, ...accountTexts].map((row) => [`${row[0]} ${row[1]}`, row] as const))(
    "%s keeps every rule",
    (_name, row) => {
      const [purpose, channel, subjectAr, subjectEn, textAr, textEn] = row;
      expect(
        templateProblems({ purpose, channel, subjectAr, subjectEn, textAr, textEn, providerParameters: [] } as never),
      ).toEqual([]);
    },
  );

  it("stay within two SMS with a link of 60 characters and a real hospital's name, in both languages, without shortening", () => {
    for (const [, , , , textAr, textEn] of defaultTexts.filter((row) => row[1] === "SMS")) {
      const values = { link: `https://px.example.sa/s/${"a".repeat(36)}`, stageName: "" };
      expect(values.link).toHaveLength(60);
      expect(smsSize(render(textAr, { ...values, hospitalName: "مستشفى الملك فيصل التخصصي" })).segments).toBe(2);
      expect(smsSize(render(textEn, { ...values, hospitalName: "King Faisal Specialist Hospital" })).segments).toBe(1);
    }
  });

  it("a very long name is shortened at a word, the link never", () => {
    const values = {
      ...sampleValues(true),
      link: `https://px.example.sa/s/${"a".repeat(36)}`,
      hospitalName: "مستشفى الأمير الراحل للتخصصات الدقيقة وجراحات اليوم الواحد والرعاية المديدة بالمنطقة الشرقية",
    };
    const text = renderSms("كيف كانت تجربتك في {hospitalName}؟ {link}", values);
    expect(smsSize(text).segments).toBe(2);
    expect(text).toContain(values.link);
    expect(text).toContain("مستشفى الأمير");
  });
});

describe("NO-7: what a text is refused for", () => {
  const good = {
    purpose: "SURVEY_INVITATION",
    channel: "SMS",
    textAr: "قيّم {link}",
    textEn: "Rate {link}",
    providerParameters: [],
  } as const;
  const codes = (changes: object) =>
    templateProblems({ ...good, ...changes }).map(({ code, field }) => `${code} ${field?.[0]}`);
  it.each([
    [{}, []],
    [{ textAr: " " }, ["REQUIRED textAr"]],
    [{ textEn: "Rate us" }, ["NO_LINK textEn"]],
    [{ textAr: `${"م".repeat(80)} {link}` }, ["TOO_LONG textAr"]],
    [{ textEn: "{patientName}: {link}" }, ["UNKNOWN_PLACEHOLDER textEn"]],
    [{ subjectEn: "Hello" }, ["NOT_FOR_CHANNEL subjectEn"]],
    [{ channel: "EMAIL" }, ["REQUIRED subjectAr", "REQUIRED subjectEn"]],
    [{ channel: "EMAIL", subjectAr: "أ", subjectEn: "a\r\nBcc: x@y" }, ["ONE_LINE subjectEn"]],
    [{ channel: "WHATSAPP", providerParameters: ["link", "mrn"] }, ["UNKNOWN_PLACEHOLDER providerParameters"]],
  ])("%j → %j", (changes, expected) => expect(codes(changes)).toEqual(expected));
});

describe("NO-5: rendering", () => {
  it("fills in one pass: braces in a value are text", () => {
    expect(render("{a} {b}", { a: "{b}", b: "$&" })).toBe("{b} $&");
  });
  it("refuses a value that nobody gave", () => {
    expect(() => renderMessage({ textAr: "{link}", textEn: "{link}" }, "SMS", "AR", {})).toThrow("{link}");
  });
  it("NO-9: hides the secret of a link, not its place", () => {
    expect(withoutSecrets("قيّم: https://px.sa/s/AbC-12_3 شكرا")).toBe("قيّم: https://px.sa/s/… شكرا");
  });
});

describe("NO-4: quiet hours", () => {
  const cases: [zone: string, from: string | null, to: string | null, now: string, until: string | null][] = [
    ["Asia/Riyadh", "22:00", "08:00", "2026-11-23T18:59:00Z", null],
    ["Asia/Riyadh", "22:00", "08:00", "2026-11-23T19:00:00Z", "2026-11-24T05:00:00Z"],
    ["Asia/Riyadh", "22:00", "08:00", "2026-11-23T23:30:00Z", "2026-11-24T05:00:00Z"],
    ["Asia/Riyadh", "22:00", "08:00", "2026-11-24T04:59:59Z", "2026-11-24T05:00:00Z"],
    ["Asia/Riyadh", "22:00", "08:00", "2026-11-24T05:00:00Z", null],
    ["Asia/Riyadh", "13:00", "15:00", "2026-11-24T10:30:00Z", "2026-11-24T12:00:00Z"],
    ["Asia/Riyadh", "00:00", "06:00", "2026-12-31T21:00:00Z", "2027-01-01T03:00:00Z"],
    ["Asia/Riyadh", null, null, "2026-11-23T23:30:00Z", null],
    ["Asia/Riyadh", "08:00", "08:00", "2026-11-23T23:30:00Z", null],
    // Berlin, spring: 02:30 does not exist on 29 March 2026; as much later.
    ["Europe/Berlin", "22:00", "02:30", "2026-03-28T22:00:00Z", "2026-03-29T01:30:00Z"],
    ["Europe/Berlin", "22:00", "08:00", "2026-03-28T22:00:00Z", "2026-03-29T06:00:00Z"],
    // Berlin, autumn: 02:30 comes twice on 25 October 2026; from the second 02:10 on only the second counts.
    ["Europe/Berlin", "22:00", "08:00", "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z"],
    ["Europe/Berlin", "22:00", "02:30", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z"],
  ];
  it.each(cases)("%s %s–%s at %s → %s", (zone, from, to, now, until) => {
    expect(quietUntil(new Date(now), zone, from, to)?.toISOString() ?? null).toBe(
      until ? new Date(until).toISOString() : null,
    );
  });

  it("ends at a moment that is later and within a day and an hour", () => {
    const time = fc
      .integer({ min: 0, max: 1_439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
    const zone = fc.constantFrom(
      "Asia/Riyadh",
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kathmandu",
      "Pacific/Chatham",
    );
    fc.assert(
      fc.property(
        time,
        time,
        zone,
        fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }),
        (from, to, timeZone, now) => {
          const until = quietUntil(now, timeZone, from, to);
          return until === null || (until > now && until.getTime() - now.getTime() <= 25 * 3_600_000);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("NO-2: the verdict", () => {
  const now = new Date("2026-11-23T10:00:00Z");
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const fine: SendingFacts = {
    now,
    sendBefore: later(24),
    isPatient: true,
    isReachable: true,
    hasConsent: true,
    hasAddress: true,
    isChannelOn: true,
    quietUntil: null,
    isInvitation: true,
    invitationsSent: 0,
    maxInvitations: 4,
  };
  it.each<[Partial<SendingFacts>, object]>([
    [{}, { kind: "SEND" }],
    [{ isReachable: false }, { reason: "NO_RECEIVER" }],
    [{ hasConsent: false }, { reason: "NO_CONSENT" }],
    [{ hasAddress: false }, { reason: "NO_CONTACT" }],
    [{ isChannelOn: false }, { reason: "CHANNEL_OFF" }],
    [{ sendBefore: now }, { reason: "WINDOW_PASSED" }],
    [{ invitationsSent: 3 }, { kind: "SEND" }],
    [{ invitationsSent: 4 }, { reason: "FATIGUE" }],
    [{ invitationsSent: 4, isInvitation: false }, { kind: "SEND" }],
    [{ quietUntil: later(8) }, { kind: "POSTPONE", until: later(8) }],
    [{ quietUntil: later(24) }, { reason: "QUIET_HOURS" }],
    [{ quietUntil: later(24), sendBefore: null }, { kind: "POSTPONE" }],
    [{ quietUntil: later(8), isPatient: false, hasConsent: false, invitationsSent: 9 }, { kind: "SEND" }],
  ])("%j → %j", (changes, verdict) => expect(judge({ ...fine, ...changes })).toMatchObject(verdict));

  it("a hospital's own row wins over the group's", () => {
    const rows = [
      { hospitalId: null, n: 1 },
      { hospitalId: "h1", n: 2 },
    ];
    expect(mostSpecific(rows, "h1")?.n).toBe(2);
    expect(mostSpecific(rows, "h2")?.n).toBe(1);
  });
});
