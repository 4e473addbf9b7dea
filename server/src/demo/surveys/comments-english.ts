import type { Topic } from "./build.ts";

/** What patients write, by what they were asked about; [negative, positive]. */
export const englishComments: Readonly<Record<Topic, readonly [readonly string[], readonly string[]]>> = {
  CONSULT: [
    [
      "I had an appointment at 5 and was seen at 6:40.",
      "The doctor kept looking at the screen and did not answer my questions.",
      "I left without understanding what the medicine is for.",
      "The receptionist was rude when I asked about my insurance.",
      "My appointment was moved twice and nobody told me.",
    ],
    [
      "Very kind doctor, explained everything twice. Thank you!",
      "On time, clean and friendly. Keep it up.",
      "The nurse was wonderful with my daughter.",
      "Best clinic visit I have had in Riyadh.",
    ],
  ],
  LAB: [
    [
      "They needed three attempts to find the vein.",
      "Fasting patients should not wait an hour.",
      "The result came two days later than promised.",
    ],
    [
      "Quick and painless.",
      "Results on my phone the same evening, great.",
      "The phlebotomist was very gentle with my son.",
    ],
  ],
  RADIOLOGY: [
    [
      "Waited two hours after my MRI appointment time.",
      "Nobody explained the scan, I was scared.",
      "The report was not ready when I saw the doctor.",
    ],
    ["The radiographer was patient and explained each step.", "Smooth and on time.", "Felt safe and respected."],
  ],
  PHARMACY: [
    [
      "Forty minutes for one box of tablets.",
      "One of my medicines was out of stock and I had to buy it outside.",
      "The pharmacist did not explain how to take it.",
    ],
    [
      "Fast, and the pharmacist explained everything.",
      "All medicines available, thank you.",
      "Very helpful pharmacist.",
    ],
  ],
  WARD: [
    [
      "I rang the bell at night and waited half an hour.",
      "The bathroom was not cleaned for a day.",
      "Food was cold and not suitable for diabetics.",
      "The room was not ready until the afternoon.",
    ],
    ["The night nurses are angels.", "Clean room and the doctor came every day.", "I felt cared for all the time."],
  ],
  DISCHARGE: [
    [
      "Discharge was decided in the morning, we left at four.",
      "Nobody explained how to change the dressing at home.",
      "There were charges on the bill we had not been told about.",
    ],
    [
      "Smooth discharge, medicines were brought to the room.",
      "Thank you to the whole team.",
      "Clear instructions for home.",
    ],
  ],
  EMERGENCY: [
    [
      "Three hours in the emergency room with severe pain.",
      "Nobody told us what was going on.",
      "It took far too long to get something for the pain.",
    ],
    [
      "The ambulance came quickly and the paramedics were calm.",
      "The emergency doctor took great care of my daughter.",
      "Well organised although it was busy.",
    ],
  ],
};
