import type { PageStrings } from "./page-strings.ts";

export const EN: PageStrings = {
  title: "Your opinion matters",
  questionOf: (at, of) => `Question ${at} of ${of}`,
  optional: "Optional",
  next: "Next",
  back: "Back",
  send: "Send my answers",
  sending: "Sending…",
  notApplicable: "Does not apply to me",
  clear: "Clear answer",
  commentHint: "Write what you would like us to know",
  outOf: (n, max) => `${n} of ${max}`,
  quality: ["Very poor", "Poor", "Fair", "Good", "Excellent"],
  agreement: ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"],
  npsLow: "Not at all likely",
  npsHigh: "Extremely likely",
  yes: "Yes",
  no: "No",
  otherLanguage: "العربية",
  errors: {
    choose: "Please choose an answer to go on.",
    chooseSome: "Please choose at least one answer to go on.",
    write: "Please write your answer to go on.",
    tooLong: "Your comment is longer than we can keep; please shorten it.",
    several: "Some questions still need an answer; we have marked them.",
  },
  status: {
    saved: "Your answers are saved",
    offline: "You are offline. Your answers are kept on this device and will be sent when the connection is back.",
    busy: "The service is busy. Your answers are kept, and we are trying again.",
    failed: "Your answers could not be sent. They are kept; please try again.",
  },
  needsScript: "To complete the survey, please turn on JavaScript in your browser.",
  closed: {
    ANSWERED: { heading: "Thank you, we have your answers", text: "Your opinion helps us give better care." },
    EXPIRED: {
      heading: "This survey has ended",
      text: "It can no longer be answered. We would be glad to hear from you after your next visit.",
    },
    CANCELLED: {
      heading: "This survey was cancelled",
      text: "You don't need to do anything. Thank you for your interest.",
    },
    INVALID: {
      heading: "This link is not right",
      text: "Please open the link from our message as it is; part of it may have been lost when it was copied.",
    },
  },
};
