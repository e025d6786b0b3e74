// Which words at the end of an organisation's name only say what kind of company it is.
//
// Sources: GLEIF's list of entity legal forms (ISO 20275) and everyday abbreviations. Words that tell companies of one
// family apart are left out on purpose: group, holding(s), international, technologies, systems, networks, and countries.

/** Forms as they are written, one group of countries a line; the names they end are normalised likewise. */
const WRITTEN_FORMS = [
  // English-speaking countries, Ireland, India, Singapore, Malaysia, Indonesia, Thailand, Hong Kong
  `Limited | Ltd | Ltd. | Lmtd | Company | Co | Co. | & Co | and Company | Corporation | Corp | Corpn |
   Incorporated | Inc | LLC | L.L.C. | Limited Liability Company | LLP | Limited Liability Partnership | LP |
   L.P. | PLC | P.L.C. | Public Limited Company | DAC | Designated Activity Company | ULC | Unlimited | PLLC |
   Ltée | Ltee | Pty | Pty Ltd | (Pty) Ltd | Proprietary Limited | Pte | Pte Ltd | Pvt | Pvt Ltd |
   Private Limited | (P) Ltd | P Limited | Sdn Bhd | Sdn. Berhad | Bhd | Berhad | Tbk | Public Company Limited |
   PCL | Joint Stock Company | JSC | PJSC | CJSC | OJSC | Private Ltd | Proprietary Ltd | Public Ltd |
   Incorporation | Limted | Lmited | Ldt`,
  // German, Austrian, Swiss
  `GmbH | mbH | G.m.b.H. | GesmbH | Ges.m.b.H. | Gesellschaft mit beschränkter Haftung | gGmbH | AG |
   Aktiengesellschaft | KG | KGaA | OHG | UG | UG (haftungsbeschränkt) | GbR | e.K. | e.V. | eG | GmbH & Co |
   GmbH & Co. KG | GmbH Co KG | GmbH & Co. KGaA | GmbH & Co. OHG | AG & Co. KG | AG & Co. KGaA | AG & Co. OHG |
   SE & Co. KG | SE & Co. KGaA | Co. KG | GmbH und Co. KG | AG & Co | SE & Co | OG | e.U.`,
  // Nordic and Baltic
  `AB | Aktiebolag | Aktiebolaget | (publ) | AB (publ) | HB | KB | AS | A/S | ASA | Aksjeselskap |
   Allmennaksjeselskap | ANS | Aktieselskab | ApS | Anpartsselskab | K/S | Oy | O.Y. | Oyj | Oy Ab | Osakeyhtiö |
   Ky | ehf | hf | OÜ | SIA | UAB`,
  // French, Belgian, Luxembourgish, Dutch
  `SA | S.A. | S/A | Société Anonyme | SAS | S.A.S. | SASU | S.A.S.U. | SARL | S.A.R.L. | S.à r.l. | EURL | SCA |
   SNC | SCS | Société par actions simplifiée | Société à responsabilité limitée | NV | N.V. | BV | B.V. | C.V. |
   V.O.F. | BVBA | SPRL | SRL | Naamloze Vennootschap | Besloten Vennootschap`,
  // Italian, Spanish, Portuguese, Latin American
  `S.p.A. | SpA | Società per Azioni | S.r.l. | S.r.l.s. | Società a responsabilità limitata | S.L. | SL |
   S.L.U. | S.A.U. | SAU | Sociedad Anónima | Sociedad Limitada | Lda | Limitada | Unipessoal Lda | Ltda |
   Ltda. ME | EIRELI | S.A. de C.V. | S.A.B. de C.V. | S. de R.L. de C.V. | S. de R.L. | SAPI de CV | SGPS |
   S.A.C. | S.A.P.I. de C.V. | S.A.B.`,
  // Central and eastern Europe, Turkey, Greece
  `Sp. z o.o. | Sp. z o. o. | Spółka z o.o. | Spółka z ograniczoną odpowiedzialnością | Spółka Akcyjna | Sp. k. |
   Sp. j. | a.s. | s.r.o. | spol. s r.o. | spol. s r. o. | d.o.o. | doo | d.d. | j.d.o.o. | a.d. | Kft | Zrt |
   Nyrt | Rt | EOOD | OOD | EAD | AD | TOV | OOO | OAO | ZAO | PAO | AO | ООО | ОАО | ЗАО | ПАО | АО | A.Ş. |
   Anonim Şirketi | Ltd. Şti. | Limited Şirketi | San. ve Tic. A.Ş. | San. ve Tic. Ltd. Şti. | A.E. | S.M.S.A. |
   E.P.E.`,
  // European forms, Gulf, Egypt
  `SE | Societas Europaea | SCE | EEIG | FZE | FZCO | FZ-LLC | FZ LLC | DMCC | WLL | W.L.L. | KSC | KSCP | QSC |
   SAE | SAOG`,
  // Japan, Korea, China, Taiwan in Latin letters
  `K.K. | KK | Kabushiki Kaisha | Kabushiki Gaisha | G.K. | Godo Kaisha | Y.K. | Yugen Kaisha | Chusik Hoesa`,
]

export const LEGAL_FORMS: readonly string[] = WRITTEN_FORMS.flatMap((group) =>
  group.split('|').map((form) => form.trim()),
)

/** Forms that follow the name without a space. */
export const UNSPACED_LEGAL_FORMS: readonly string[] = [
  '股份有限公司',
  '有限责任公司',
  '有限責任公司',
  '有限公司',
  '株式会社',
  '合同会社',
  '有限会社',
  '주식회사',
  '유한회사',
]
