/** Names as people in Riyadh bear them, Arabic and the usual Latin spelling side by side. */
export type Name = readonly [ar: string, en: string];

export interface NameLists {
  readonly men: readonly Name[];
  readonly women: readonly Name[];
  readonly families: readonly Name[];
}

const pairs = (text: string): Name[] =>
  text.split(",").map((part) => {
    const [ar = "", en = ""] = part.trim().split("=");
    return [ar.trim(), en.trim()];
  });

export const saudi: NameLists = {
  men: pairs(`محمد=Mohammed, عبدالله=Abdullah, فهد=Fahad, خالد=Khalid, سعود=Saud, تركي=Turki, عبدالرحمن=Abdulrahman, ماجد=Majed,
    نايف=Naif, بندر=Bandar, سلطان=Sultan, يزيد=Yazeed, فيصل=Faisal, ناصر=Nasser, إبراهيم=Ibrahim, راكان=Rakan, مشعل=Mishaal, عمر=Omar,
    أحمد=Ahmed, علي=Ali, صالح=Saleh, عبدالعزيز=Abdulaziz, وليد=Waleed, زياد=Ziyad, حمد=Hamad, ثامر=Thamer, سعد=Saad, منصور=Mansour`),
  women:
    pairs(`نورة=Noura, سارة=Sarah, ريم=Reem, هند=Hind, منيرة=Munirah, العنود=Alanoud, لطيفة=Latifah, الجوهرة=Aljawhara, أمل=Amal,
    مها=Maha, شهد=Shahad, رغد=Raghad, دلال=Dalal, وفاء=Wafa, حصة=Hessa, هيا=Haya, لمى=Lama, جواهر=Jawaher, أسماء=Asma, فاطمة=Fatimah,
    مريم=Maryam, عبير=Abeer, غادة=Ghada, بدرية=Badriyah, شيخة=Sheikha, أروى=Arwa`),
  families:
    pairs(`العتيبي=Alotaibi, القحطاني=Alqahtani, الحربي=Alharbi, الدوسري=Aldosari, الشمري=Alshammari, المطيري=Almutairi,
    الغامدي=Alghamdi, الزهراني=Alzahrani, العنزي=Alanazi, السبيعي=Alsubaie, الشهري=Alshehri, العسيري=Alasiri, التميمي=Altamimi,
    المالكي=Almalki, الرشيدي=Alrashidi, البقمي=Albuqami, السهلي=Alsahli, العجمي=Alajmi, الخالدي=Alkhaldi, الفيفي=Alfaifi,
    الجهني=Aljuhani, البلوي=Albalawi, الرويلي=Alruwaili, الحازمي=Alhazmi, الصاعدي=Alsaedi, اليامي=Alyami, الوادعي=Alwadaei`),
};

export const arab: NameLists = {
  men: pairs(`أحمد=Ahmed, محمود=Mahmoud, طارق=Tarek, سامر=Samer, حسام=Hossam, هشام=Hisham, باسل=Basel, عصام=Essam, مروان=Marwan, ياسر=Yasser,
    كريم=Karim, نبيل=Nabil, جمال=Gamal, رامي=Rami`),
  women: pairs(
    `رانيا=Rania, داليا=Dalia, سلمى=Salma, هبة=Heba, ياسمين=Yasmin, نادين=Nadine, رنا=Rana, ميس=Mais, إيمان=Eman, آلاء=Alaa, سوسن=Sawsan`,
  ),
  families:
    pairs(`حجازي=Hegazy, الشناوي=Elshenawy, عبدالفتاح=Abdelfattah, حداد=Haddad, الخطيب=Alkhatib, النجار=Alnajjar, عثمان=Osman,
    الطيب=Eltayeb, البشير=Elbashir, درويش=Darwish, قاسم=Qasem, الحلبي=Alhalabi, شاهين=Shaheen, زكريا=Zakaria, الرفاعي=Alrifai`),
};

/** Three communities; names are not mixed across them. */
export const asian: readonly NameLists[] = [
  {
    men: pairs(`راجيش=Rajesh, سونيل=Sunil, أنيل=Anil, سانجاي=Sanjay, فينود=Vinod, أرون=Arun`),
    women: pairs(`بريا=Priya, أنيتا=Anita, ديفيا=Divya, ليكشمي=Lakshmi, سونيتا=Sunita, ريخا=Rekha`),
    families: pairs(
      `كومار=Kumar, شارما=Sharma, نير=Nair, مينون=Menon, ريدي=Reddy, بيلاي=Pillai, باتيل=Patel, جوشي=Joshi`,
    ),
  },
  {
    men: pairs(`عمران=Imran, بلال=Bilal, عرفان=Irfan, زاهد=Zahid, كاشف=Kashif, عدنان=Adnan`),
    women: pairs(`عائشة=Ayesha, سعدية=Sadia, ثناء=Sana, حنا=Hina, مديحة=Madiha`),
    families: pairs(`خان=Khan, حسين=Hussain, مالك=Malik, قريشي=Qureshi, شيخ=Sheikh, صديقي=Siddiqui, أنصاري=Ansari`),
  },
  {
    men: pairs(`جوزيف=Joseph, مارك=Mark, رونالد=Ronald, جيرالد=Gerald, كارلو=Carlo`),
    women: pairs(`ماريا=Maria, جوي=Joy, كريستين=Christine, روزماري=Rosemarie, جينالين=Jenalyn, أنجيلا=Angela`),
    families: pairs(
      `سانتوس=Santos, رييس=Reyes, كروز=Cruz, فرنانديز=Fernandez, باوتيستا=Bautista, غارسيا=Garcia, مندوزا=Mendoza`,
    ),
  },
];
